// Does close wait until everything is delivered? Not by itself: with SO_LINGER it does, for so many seconds.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 1 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Both ends of a TCP connection in one process, as in modes.c.
static void tcp_pair(int ends[2]) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(0)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener == -1 || bind(listener, (struct sockaddr *)&address, sizeof address) == -1 ||
        getsockname(listener, (struct sockaddr *)&address, &size) == -1 || listen(listener, 1) == -1)
        die("listener");
    if ((ends[0] = socket(AF_INET, SOCK_STREAM, 0)) == -1 ||
        connect(ends[0], (struct sockaddr *)&address, size) == -1)
        die("connect");
    if ((ends[1] = accept(listener, NULL, NULL)) == -1)
        die("accept");
    if (close(listener) == -1)
        die("close");
}

// Writes until nothing more goes in: the buffers of both sides are full, and nobody reads.
static long fill(int fd) {
    char block[4096];
    long total = 0;
    ssize_t n;
    memset(block, 'x', sizeof block);
    int flags = fcntl(fd, F_GETFL);
    if (flags == -1 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1)
        die("fcntl");
    while ((n = write(fd, block, sizeof block)) > 0)
        total += n;
    if (errno != EAGAIN)
        die("write");
    if (fcntl(fd, F_SETFL, flags) == -1)
        die("fcntl");
    return total;
}

static long drain(int fd) {
    char block[4096];
    long total = 0;
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0)
        total += n;
    if (n == -1)
        die("read");
    return total;
}

static void try_close(const char *kind, int seconds) {
    int ends[2];
    struct timespec from, to;
    tcp_pair(ends);
    int size = 64 * 1024; // small buffers are full sooner; with the usual ones it is some megabytes
    if (setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof size) == -1 ||
        setsockopt(ends[1], SOL_SOCKET, SO_RCVBUF, &size, sizeof size) == -1)
        die("setsockopt");
    struct linger linger = {.l_onoff = seconds > 0, .l_linger = seconds};
    if (setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &linger, sizeof linger) == -1)
        die("setsockopt");

    long written = fill(ends[0]);
    if (clock_gettime(CLOCK_MONOTONIC, &from) == -1)
        die("clock_gettime");
    if (close(ends[0]) == -1)
        die("close");
    if (clock_gettime(CLOCK_MONOTONIC, &to) == -1)
        die("clock_gettime");
    double took = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    printf("%s: close took %.2f s, and nobody has read anything yet\n", kind, took);

    // Only now somebody reads. The descriptor is gone, the kernel goes on sending.
    printf("%s: %s\n", kind, drain(ends[1]) == written ? "all bytes arrive after it" : "bytes are missing");
    if (close(ends[1]) == -1)
        die("close");
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    try_close("plain", 0);
    try_close("linger", SECONDS);
    return EXIT_SUCCESS;
}
