// Takes datagrams at a path and sends each back in capitals, to the path that it came from.
// Usage: server DATAGRAMS, the number after which it ends.
#define _POSIX_C_SOURCE 200809L

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char path[] = "server.sock";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    int datagrams = argc > 1 ? atoi(argv[1]) : 1;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // "ready" must be seen when it is true, not at the end
        die("setvbuf");

    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    // No listen and no accept: there are no connections, and every client uses this one socket.
    printf("server: ready at %s\n", path);

    for (int i = 0; i < datagrams; i++) {
        char text[256];
        struct sockaddr_un from;
        socklen_t size = sizeof from;
        // One datagram, whole, however many are waiting. With it comes the address that its sender has bound.
        ssize_t n = recvfrom(fd, text, sizeof text, 0, (struct sockaddr *)&from, &size);
        if (n == -1)
            die("recvfrom");
        if (size <= offsetof(struct sockaddr_un, sun_path)) {
            printf("server: %d bytes from nobody, no way to answer\n", (int)n);
            continue;
        }
        printf("server: %d bytes from %s\n", (int)n, from.sun_path);
        for (ssize_t k = 0; k < n; k++)
            text[k] = (char)toupper((unsigned char)text[k]);
        if (sendto(fd, text, (size_t)n, 0, (struct sockaddr *)&from, size) != n)
            die("sendto");
    }

    if (close(fd) == -1)
        die("close");
    if (unlink(path) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
