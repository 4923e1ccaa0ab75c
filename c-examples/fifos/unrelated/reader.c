// The reading party. It shares with the writer no parent and no descriptor, only the name of the FIFO.
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

    printf("reader: waiting for a writer\n");
    int fd = open(path, O_RDONLY); // blocks until somebody opens it for writing
    if (fd == -1)
        die("open");
    printf("reader: a writer is there\n");

    char buf[512];
    ssize_t n;
    while ((n = read(fd, buf, sizeof buf)) > 0)
        if (fwrite(buf, 1, (size_t)n, stdout) != (size_t)n)
            die("fwrite");
    if (n == -1)
        die("read");
    printf("reader: end of file\n"); // the last writer has closed it

    if (close(fd) == -1)
        die("close");
    if (unlink(path) == -1) // the name stays in the directory until somebody removes it
        die("unlink");
    return EXIT_SUCCESS;
}
