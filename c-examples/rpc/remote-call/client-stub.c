// The client's stub: functions with the names of the remote ones, each of which makes a message of its
// arguments, sends it, waits for the reply, and returns what is in it.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bank.h"
#include "wire.h"

enum { CLIENT = 1, TRIES = 3 };

static int try_once(const uint32_t request[REQUEST_WORDS], uint32_t reply[REPLY_WORDS]) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1) {
        perror("socket");
        exit(EXIT_FAILURE);
    }
    int failed = connect(fd, (struct sockaddr *)&address, sizeof address) == -1 ||
                 send_words(fd, request, REQUEST_WORDS) == -1 || receive_words(fd, reply, REPLY_WORDS) == -1;
    if (close(fd) == -1) {
        perror("close");
        exit(EXIT_FAILURE);
    }
    // A reply to another call would be a fault of the server's.
    return failed || reply[0] != request[1] ? -1 : 0;
}

static int32_t call(uint32_t procedure, uint32_t account, int32_t amount) {
    static uint32_t number;
    // The same number in every try: so the server can know a repetition from a new call.
    const uint32_t request[REQUEST_WORDS] = {CLIENT, ++number, procedure, account, (uint32_t)amount};
    uint32_t reply[REPLY_WORDS];

    for (int i = 1; try_once(request, reply) == -1; i++) {
        // What is it that was lost, the request or the reply? From here that cannot be told.
        printf("client stub: call %u, try %d: no reply\n", (unsigned)number, i);
        if (i == TRIES) {
            // No local call fails like this, and the caller's types leave no room for it: so this is the end.
            fprintf(stderr, "client stub: call %u given up\n", (unsigned)number);
            exit(EXIT_FAILURE);
        }
    }
    return (int32_t)reply[1];
}

int32_t deposit(uint32_t account, int32_t amount) {
    return call(DEPOSIT, account, amount);
}

int32_t balance(uint32_t account) {
    return call(BALANCE, account, 0);
}
