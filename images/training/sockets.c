// A server and its clients, and a loop over numbers.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(int listener) {
    for (int served = 0; served < 3; served++) {
        int client = accept(listener, NULL, NULL);
        char request[128];
        ssize_t size = read(client, request, sizeof(request));
        if (size > 0)
            write(client, request, (size_t)size);
        close(client);
    }
    _exit(0);
}

int main(int argc, char **argv) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof(address);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, length) == -1 || listen(listener, 4) == -1 ||
        getsockname(listener, (struct sockaddr *)&address, &length) == -1) {
        perror(argc > 0 ? argv[0] : "sockets");
        return EXIT_FAILURE;
    }
    if (fork() == 0)
        serve(listener);
    for (int i = 0; i < 3; i++) {
        int connection = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(connection, (struct sockaddr *)&address, length) == -1)
            return EXIT_FAILURE;
        char answer[128];
        write(connection, "ping", 4);
        struct pollfd wait_for = {.fd = connection, .events = POLLIN};
        poll(&wait_for, 1, 1000);
        ssize_t size = read(connection, answer, sizeof(answer));
        printf("%.*s\n", (int)size, answer);
        close(connection);
    }
    wait(NULL);
    int pair[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    uint32_t sum = 0;
    for (uint32_t n = 0; n < 20000; n++)
        sum = sum * 31 + n % 7;
    printf("%u\n", (unsigned)sum);
    return 0;
}
