// Sends each of its arguments as a datagram and prints the answers. With `no-bind` as the first argument it
// has no address of its own.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char server_path[] = "server.sock";
static const char own_path[] = "client.sock";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static struct sockaddr_un address_of(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    return address;
}

int main(int argc, char *argv[]) {
    int with_bind = !(argc > 1 && strcmp(argv[1], "no-bind") == 0);
    int first = with_bind ? 1 : 2;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd == -1)
        die("socket");

    // A UDP socket is given a port with its first sendto. Here nobody invents a path: who wants an answer
    // binds, the client too.
    struct sockaddr_un own = address_of(own_path);
    if (with_bind && bind(fd, (struct sockaddr *)&own, sizeof own) == -1)
        die("bind");

    struct sockaddr_un server = address_of(server_path);
    for (int i = first; i < argc; i++)
        if (sendto(fd, argv[i], strlen(argv[i]), 0, (struct sockaddr *)&server, sizeof server) == -1)
            die("sendto");
    printf("client: %d sent\n", argc - first);

    // The sender's address is of no interest here: NULL.
    for (int i = first; i < argc; i++) {
        char text[256];
        ssize_t n = recvfrom(fd, text, sizeof text, 0, NULL, NULL);
        if (n == -1)
            die("recvfrom");
        printf("client: %.*s\n", (int)n, text);
    }

    if (close(fd) == -1)
        die("close");
    if (with_bind && unlink(own_path) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
