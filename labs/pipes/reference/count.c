// Counts the bytes and lines of standard input in a child, which gets them through a pipe.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// In the child: until the pipe has no writer any more.
static void count(int fd) {
    char buf[4096];
    ssize_t n;
    long bytes = 0, lines = 0;

    while ((n = read(fd, buf, sizeof buf)) > 0) {
        bytes += n;
        for (ssize_t i = 0; i < n; i++)
            lines += buf[i] == '\n';
    }
    if (n == -1)
        die("read from the pipe");
    printf("bytes: %ld\nlines: %ld\n", bytes, lines);
}

// A write may take only a part: go on with the rest.
static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n == -1)
            die("write to the pipe");
        bytes += n;
        length -= (size_t)n;
    }
}

int main(void) {
    int p[2], status;
    char buf[4096];
    ssize_t n;

    if (pipe(p) == -1)
        die("pipe");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        close(p[1]); // or the child itself would be a writer that it waits for
        count(p[0]);
        exit(EXIT_SUCCESS);
    }

    close(p[0]);
    while ((n = read(STDIN_FILENO, buf, sizeof buf)) > 0)
        write_all(p[1], buf, (size_t)n);
    if (n == -1)
        die("read");
    close(p[1]); // this is the end of file for the child
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
