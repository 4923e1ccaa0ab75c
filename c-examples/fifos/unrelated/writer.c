// The writing party: its standard input goes into the FIFO.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char path[] = "fifo1";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    // Each line leaves at once: who watches must see where we wait.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    // Whoever comes first makes the name; the other finds it there, which is as good.
    if (mkfifo(path, 0666) == -1 && errno != EEXIST)
        die("mkfifo");

    printf("writer: waiting for a reader\n");
    int fd = open(path, O_WRONLY); // blocks until somebody opens it for reading
    if (fd == -1)
        die("open");
    printf("writer: a reader is there\n");

    char buf[512];
    ssize_t n;
    while ((n = read(STDIN_FILENO, buf, sizeof buf)) > 0) {
        // A write to a FIFO waits until all of it is in, so a short count is an error here. At most
        // PIPE_BUF bytes (512 or more) are never mixed with another writer's.
        if (write(fd, buf, (size_t)n) != n)
            die("write");
    }
    if (n == -1)
        die("read");

    if (close(fd) == -1) // the reader's next read gives 0
        die("close");
    return EXIT_SUCCESS;
}
