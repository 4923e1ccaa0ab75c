// Asks a server one line over TCP and prints all that it answers. Usage: ask PORT WORD...
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A write may take only a part: go on with the rest.
static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n == -1)
            die("write");
        bytes += n;
        length -= (size_t)n;
    }
}

int main(int argc, char *argv[]) {
    char buf[512];
    ssize_t n;

    if (argc < 3) {
        fprintf(stderr, "usage: ask PORT WORD...\n");
        return 2;
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");

    for (int i = 2; i < argc; i++) {
        write_all(fd, argv[i], strlen(argv[i]));
        write_all(fd, i + 1 < argc ? " " : "\n", 1);
    }

    while ((n = read(fd, buf, sizeof buf)) > 0)
        write_all(STDOUT_FILENO, buf, (size_t)n);
    if (n == -1)
        die("read");
    close(fd);
    return EXIT_SUCCESS;
}
