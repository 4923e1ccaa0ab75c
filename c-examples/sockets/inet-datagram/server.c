// A UDP server: sends each datagram back to where it came from. Usage: server DATAGRAMS
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5461 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    int datagrams = argc > 1 ? atoi(argv[1]) : 1;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // "ready" must be seen when it is true, not at the end
        die("setvbuf");

    int fd = socket(AF_INET, SOCK_DGRAM, 0); // 0: the system picks UDP
    if (fd == -1)
        die("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    printf("server: ready on 127.0.0.1 port %d\n", PORT); // no listen: what arrives from now on is kept

    for (int i = 0; i < datagrams; i++) {
        char text[256], sender[INET_ADDRSTRLEN];
        struct sockaddr_in from;
        socklen_t size = sizeof from; // in: how much room there is; out: how long the address is
        ssize_t n = recvfrom(fd, text, sizeof text, 0, (struct sockaddr *)&from, &size);
        if (n == -1)
            die("recvfrom");
        if (inet_ntop(AF_INET, &from.sin_addr, sender, sizeof sender) == NULL)
            die("inet_ntop");
        printf("server: %d bytes from %s port %d\n", (int)n, sender, ntohs(from.sin_port));

        // The address is given in each call. There is no connection that would remember it.
        if (sendto(fd, text, (size_t)n, 0, (struct sockaddr *)&from, size) != n)
            die("sendto");
    }

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
