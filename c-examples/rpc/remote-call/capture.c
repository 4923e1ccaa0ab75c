// In place of the server: takes one request and prints its bytes as they came over the connection, no reply.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wire.h"

enum { BYTES = REQUEST_WORDS * 4 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    int on = 1;
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 1) == -1)
        die("listen");
    printf("capture: listening on 127.0.0.1 port %d\n", PORT);

    int fd = accept(listener, NULL, NULL);
    if (fd == -1)
        die("accept");
    if (close(listener) == -1) // the client's further tries find nobody
        die("close");
    unsigned char bytes[BYTES];
    if (recv(fd, bytes, sizeof bytes, MSG_WAITALL) != BYTES)
        die("recv");
    for (int i = 0; i < BYTES; i++)
        printf("%02x%s", bytes[i], i % 4 == 3 ? "\n" : " ");
    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
