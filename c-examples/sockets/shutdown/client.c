// Sends its arguments and waits for the answer. With `open` as the first argument it does not say that it is
// done.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5467 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    int half_close = !(argc > 1 && strcmp(argv[1], "open") == 0);

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");

    for (int i = half_close ? 1 : 2; i < argc; i++)
        if (dprintf(fd, "%s\n", argv[i]) < 0)
            die("dprintf");
    printf("client: all sent\n");

    // close would end both directions, and the answer would find nobody. This ends one.
    if (half_close && shutdown(fd, SHUT_WR) == -1)
        die("shutdown");

    char buf[64];
    ssize_t n;
    while ((n = read(fd, buf, sizeof buf)) > 0)
        if (fwrite(buf, 1, (size_t)n, stdout) != (size_t)n)
            die("fwrite");
    if (n == -1)
        die("read");

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
