// Writes into a pipe until its reader has gone. Usage: feed BYTES, of which the reader reads so many and
// ends.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// In the child: a read may give less than was asked for.
static void take(int fd, long wanted) {
    char buf[1000];
    long got = 0;

    while (got < wanted) {
        long rest = wanted - got;
        ssize_t n = read(fd, buf, rest < (long)sizeof buf ? (size_t)rest : sizeof buf);
        if (n == -1)
            die("read");
        if (n == 0)
            break;
        got += n;
    }
    printf("read: %ld\n", got);
}

int main(int argc, char *argv[]) {
    int p[2], status;
    char buf[100];

    if (argc != 2) {
        fprintf(stderr, "usage: feed BYTES\n");
        return 2;
    }
    if (pipe(p) == -1)
        die("pipe");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        close(p[1]);
        take(p[0], atol(argv[1]));
        exit(EXIT_SUCCESS);
    }

    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) // the write is to fail instead
        die("signal");
    memset(buf, 'x', sizeof buf);
    while (write(p[1], buf, sizeof buf) != -1)
        ;
    if (errno != EPIPE)
        die("write");
    close(p[1]);
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    printf("the reader has gone\n");
    return EXIT_SUCCESS;
}
