// Ctrl-C removes the temporary file before the program ends. With the argument `no-handler` nobody does.
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *tempfile = "temp.xxx";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Runs whenever the signal comes, perhaps in the middle of printf. So it may call only what is safe there:
// unlink is, and _exit, but not exit, which would write out buffers that may be half changed.
static void cleanup(int sig) {
    (void)sig;
    unlink(tempfile);
    _exit(1);
}

int main(int argc, char *argv[]) {
    const char unfinished[] = "half of a result\n";
    int with_handler = !(argc > 1 && strcmp(argv[1], "no-handler") == 0);

    // First the handler, then the file: the other way round, a Ctrl-C in between would leave the file behind.
    if (with_handler && signal(SIGINT, cleanup) == SIG_ERR)
        die("signal");

    int fd = open(tempfile, O_CREAT | O_WRONLY | O_TRUNC, 0666);
    if (fd == -1)
        die("open");
    if (write(fd, unfinished, strlen(unfinished)) != (ssize_t)strlen(unfinished))
        die("write");

    // In place of long work: wait for a key. Ctrl-C breaks in here, Ctrl-D (end of file) is the ordinary end.
    printf("working on %s: Ctrl-C to interrupt, Ctrl-D to finish\n", tempfile);
    if (fflush(stdout) == EOF)
        die("fflush");
    char buf[64];
    ssize_t n;
    while ((n = read(STDIN_FILENO, buf, sizeof buf)) > 0)
        ;
    if (n == -1)
        die("read");

    if (close(fd) == -1)
        die("close");
    if (unlink(tempfile) == -1)
        die("unlink");
    printf("finished\n");
    return EXIT_SUCCESS;
}
