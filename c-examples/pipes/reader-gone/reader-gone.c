// Two processes have the read end of a pipe. The writer does not notice when one of them goes. When the last
// one is gone, a write is an error: it ends the writer with SIGPIPE, or, if that is ignored, gives EPIPE.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void tell_write(const char *who, int fd) {
    ssize_t n = write(fd, "hi there", 9);
    if (n >= 0)
        printf("%s: %d bytes written\n", who, (int)n);
    else if (errno == EPIPE)
        printf("%s: EPIPE\n", who);
    else
        die("write");
}

// Waits until the process has ended, and so has closed all that it had open.
static void await_end(pid_t pid, const char *who) {
    int status;
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (WIFSIGNALED(status))
        printf("parent: %s was ended by %s\n", who, WTERMSIG(status) == SIGPIPE ? "SIGPIPE" : "a signal");
    else
        printf("parent: %s has ended with status %d\n", who, WEXITSTATUS(status));
}

int main(void) {
    int p[2];
    pid_t first, second, writer;
    char buf[64];

    // No line is left for fork to copy.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (pipe(p) == -1)
        die("pipe");

    if ((first = fork()) == -1)
        die("fork");
    if (first == 0)
        exit(EXIT_SUCCESS); // closes its read end and never reads

    if ((second = fork()) == -1)
        die("fork");
    if (second == 0) {
        ssize_t n = read(p[0], buf, sizeof buf);
        if (n == -1)
            die("read");
        printf("second reader: %d bytes read\n", (int)n);
        exit(EXIT_SUCCESS);
    }

    if (close(p[0]) == -1) // the parent only writes: two read ends are left, in two processes
        die("close of the read end");

    await_end(first, "the first reader"); // one of the two is closed
    tell_write("parent", p[1]);
    await_end(second, "the second reader"); // and now the last one

    // Nobody can ever read what is written now. A child tries it, because it is not going to survive.
    if ((writer = fork()) == -1)
        die("fork");
    if (writer == 0) {
        // The default action, also if we were started with the signal ignored: that is inherited.
        if (signal(SIGPIPE, SIG_DFL) == SIG_ERR)
            die("signal");
        tell_write("writer", p[1]);
        exit(EXIT_SUCCESS);
    }
    await_end(writer, "the writer");

    // Who ignores the signal gets the error from write instead, and must look at it.
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        die("signal");
    tell_write("parent", p[1]);

    if (close(p[1]) == -1)
        die("close of the write end");
    return EXIT_SUCCESS;
}
