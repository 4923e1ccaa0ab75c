// Two processes have the write end of a pipe. The first one's end means nothing to the reader, the last one's
// is the end of file.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void tell_read(int fd) {
    char buf[64];
    ssize_t n = read(fd, buf, sizeof buf);
    if (n > 0)
        printf("reader: %d bytes: %.*s\n", (int)n, (int)n, buf);
    else if (n == 0)
        printf("reader: end of file\n");
    else if (errno == EAGAIN)
        printf("reader: nothing there, but not the end\n");
    else
        die("read");
}

// Waits until the process has ended, and so has closed all that it had open.
static void await_end(pid_t pid, const char *who) {
    int status;
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        exit(EXIT_FAILURE);
    printf("reader: the %s writer is gone\n", who);
}

static void write_text(int fd, const char *text) {
    if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
        die("write");
}

int main(void) {
    int p[2], go[2];
    pid_t first, second;
    char byte;

    // No line is left for fork to copy.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (pipe(p) == -1 || pipe(go) == -1) // go: the second writer waits at it until it is its turn
        die("pipe");

    if ((first = fork()) == -1)
        die("fork");
    if (first == 0) {
        write_text(p[1], "from the first");
        exit(EXIT_SUCCESS); // closes its write end, one of three at this moment
    }

    if ((second = fork()) == -1)
        die("fork");
    if (second == 0) {
        if (close(go[1]) == -1) // else it would wait for its own end of file
            die("close");
        if (read(go[0], &byte, 1) != 0) // the end of file is the starting signal
            die("read from go");
        write_text(p[1], "from the second");
        exit(EXIT_SUCCESS);
    }

    if (close(p[1]) == -1) // the reader's own: two write ends are left, in two processes
        die("close of the write end");

    await_end(first, "first");
    tell_read(p[0]); // asks for 64 bytes, and gets those that are there without waiting for more

    // The next read would sleep, as the pipe is empty and a writer is left. With O_NONBLOCK it says so
    // instead: EAGAIN is "nothing yet", 0 is "nothing ever again".
    if (fcntl(p[0], F_SETFL, O_NONBLOCK) == -1)
        die("fcntl");
    tell_read(p[0]);

    if (close(go[1]) == -1)
        die("close of go");
    await_end(second, "second");
    tell_read(p[0]); // what it wrote is still there: the end of file comes behind the last byte
    tell_read(p[0]);

    if (close(p[0]) == -1 || close(go[0]) == -1)
        die("close");
    return EXIT_SUCCESS;
}
