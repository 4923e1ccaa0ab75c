// After fork, parent and child both read the terminal. Each line goes to one of them, and nobody says to
// which.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The number of lines that this process got. A terminal gives one line to a read, however large the buffer
// is.
static int read_lines(const char *who) {
    char buf[256];
    int lines = 0;
    ssize_t n;
    while ((n = read(STDIN_FILENO, buf, sizeof buf)) > 0) {
        if (buf[n - 1] == '\n')
            n--;
        printf("%s got: %.*s\n", who, (int)n, buf);
        lines++;
    }
    if (n == -1)
        die("read");
    printf("%s: end of file\n", who);
    return lines;
}

int main(void) {
    int pid, status;

    // Each line leaves in one write, so that two processes cannot mix theirs.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    printf("type lines, then Ctrl-D twice\n");

    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0)
        exit(read_lines("child"));

    // The parent does not wait for the child first, as it should (a shell does): it reads as well.
    int mine = read_lines("parent");
    if (wait(&status) == -1)
        die("wait");
    if (!WIFEXITED(status))
        return EXIT_FAILURE;
    printf("%d lines for the parent and %d for the child\n", mine, WEXITSTATUS(status));
    printf("%d lines in all\n", mine + WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
