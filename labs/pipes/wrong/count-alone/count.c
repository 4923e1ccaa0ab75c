// It makes a pipe and a child, as is asked for, and uses neither.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    int p[2], status;
    char buf[4096];
    ssize_t n;
    long bytes = 0, lines = 0;

    if (pipe(p) == -1)
        return EXIT_FAILURE;
    pid_t pid = fork();
    if (pid == 0)
        _exit(EXIT_SUCCESS);
    while ((n = read(STDIN_FILENO, buf, sizeof buf)) > 0) {
        bytes += n;
        for (ssize_t i = 0; i < n; i++)
            lines += buf[i] == '\n';
    }
    printf("bytes: %ld\nlines: %ld\n", bytes, lines);
    fflush(stdout);
    if (waitpid(pid, &status, 0) == -1)
        return EXIT_FAILURE;
    return EXIT_SUCCESS;
}
