// The open pipe problem: the reader keeps its own copy of the write end and waits for ever.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char message[] = "hi there";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A descriptor that a process has can be asked for its flags; one that it does not have gives EBADF.
static void tell(const char *who, int write_end) {
    if (fcntl(write_end, F_GETFD) != -1)
        printf("%s: holds the write end\n", who);
    else if (errno == EBADF)
        printf("%s: does not hold the write end\n", who);
    else
        die("fcntl");
}

int main(void) {
    int pid, p[2], status;

    // Each line leaves at once, also into a file or a pipe. Lines held back would be lost when this run is
    // stopped, and fork would copy them.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (pipe(p) == -1)
        die("pipe");

    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        // The fault is what is not here: fork has copied p[1] as well, and the child does not close its copy.
        tell("child", p[1]);
        char buf[64];
        ssize_t n;
        while ((n = read(p[0], buf, sizeof buf)) > 0)
            printf("child: %d bytes\n", (int)n);
        if (n == -1)
            die("read");
        printf("child: end of file\n");
        exit(EXIT_SUCCESS);
    }

    if (close(p[0]) == -1)
        die("close");
    if (write(p[1], message, strlen(message)) != (ssize_t)strlen(message))
        die("write");
    // Meant to send the end of file. But a read reports it only when no write end is left anywhere.
    if (close(p[1]) == -1)
        die("close");
    tell("parent", p[1]);
    if (wait(&status) == -1)
        die("wait");
    printf("parent: the child has ended\n");
    return EXIT_SUCCESS;
}
