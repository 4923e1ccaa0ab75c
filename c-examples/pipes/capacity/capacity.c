// How much fits into a pipe that nobody reads, before write would block.
// Usage: capacity [BYTES], the size of each write; default: the 512 that POSIX speaks of
#define _GNU_SOURCE // F_GETPIPE_SZ is Linux's own

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LARGEST = 1000000 };

static char block[LARGEST];

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    int p[2], size = argc > 1 ? atoi(argv[1]) : _POSIX_PIPE_BUF;
    if (size < 1 || size > LARGEST) {
        fprintf(stderr, "Usage: capacity [BYTES], from 1 to %d\n", LARGEST);
        return 2;
    }
    if (pipe(p) == -1)
        die("pipe");

    // The number that POSIX and the system give is not the size of the pipe. It is how many bytes one write
    // may have so that another process's bytes never come between them, and so the least that a pipe can
    // hold.
    long atomic = fpathconf(p[1], _PC_PIPE_BUF);
    if (atomic == -1)
        die("fpathconf");
    printf("in one piece, as POSIX promises: %d\n", _POSIX_PIPE_BUF);
    printf("in one piece here (PIPE_BUF): %ld\n", atomic);

    int capacity = fcntl(p[1], F_GETPIPE_SZ);
    if (capacity == -1)
        die("fcntl");
    printf("the pipe's size (F_GETPIPE_SZ): %d\n", capacity);

    // Nobody reads. Without O_NONBLOCK the write that does not fit would wait for ever; with it, it fails.
    if (fcntl(p[1], F_SETFL, O_NONBLOCK) == -1)
        die("fcntl");
    int writes = 0, total = 0;
    ssize_t n;
    while ((n = write(p[1], block, (size_t)size)) != -1) {
        writes++;
        total += (int)n; // for a size above PIPE_BUF it may be a part: what fitted
    }
    if (errno != EAGAIN)
        die("write");
    printf("writes of %d bytes: %d\n", size, writes);
    printf("bytes in the pipe: %d\n", total);
    printf("the next write: EAGAIN\n");

    if (close(p[0]) == -1 || close(p[1]) == -1)
        die("close");
    return EXIT_SUCCESS;
}
