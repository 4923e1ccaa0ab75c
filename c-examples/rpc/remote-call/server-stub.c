// The server's stub: takes a request, calls the procedure that it names, and sends the result back.
// Usage: server at-least-once|at-most-once CONNECTIONS [lose]
// It ends after so many connections. With lose, its first reply never leaves.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bank.h"
#include "wire.h"

enum { CLIENTS = 10 };

// The last call of each client and what came of it. The last one is enough: a client that makes its next call
// has had the reply to the one before.
static struct {
    uint32_t number;
    int32_t result;
} last[CLIENTS];

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static int32_t execute(const uint32_t request[REQUEST_WORDS]) {
    switch (request[2]) {
    case DEPOSIT:
        return deposit(request[3], (int32_t)request[4]);
    case BALANCE:
        return balance(request[3]);
    default:
        return -1;
    }
}

// Calls the procedure at once, or, at most once, looks first whether this call was carried out already.
static int32_t result_of(const uint32_t request[REQUEST_WORDS], int at_most_once) {
    uint32_t client = request[0], number = request[1];
    if (!at_most_once || client >= CLIENTS)
        return execute(request);
    if (last[client].number == number) {
        printf("server stub: call %u is a repetition\n", (unsigned)number);
        return last[client].result;
    }
    last[client].result = execute(request);
    last[client].number = number;
    return last[client].result;
}

static int listen_at_port(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    int on = 1; // see sockets/inet-stream
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    return listener;
}

int main(int argc, char *argv[]) {
    if (argc < 3) {
        fprintf(stderr, "usage: server at-least-once|at-most-once CONNECTIONS [lose]\n");
        return 2;
    }
    int at_most_once = strcmp(argv[1], "at-most-once") == 0;
    int connections = atoi(argv[2]);
    int lose = argc > 3 && strcmp(argv[3], "lose") == 0;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    int listener = listen_at_port();
    printf("server stub: listening on 127.0.0.1 port %d\n", PORT);

    for (int i = 0; i < connections; i++) {
        uint32_t request[REQUEST_WORDS];
        int fd = accept(listener, NULL, NULL);
        if (fd == -1)
            die("accept");
        if (receive_words(fd, request, REQUEST_WORDS) == 0) {
            uint32_t reply[REPLY_WORDS] = {request[1], (uint32_t)result_of(request, at_most_once)};
            if (lose && i == 0)
                printf("server stub: the reply to call %u is lost\n", (unsigned)request[1]);
            else if (send_words(fd, reply, REPLY_WORDS) == -1)
                printf("server stub: the client has gone\n");
        }
        if (close(fd) == -1)
            die("close");
    }
    if (close(listener) == -1)
        die("close");
    return EXIT_SUCCESS;
}
