// The parent's standard output becomes the pipe, the child's standard input too, and the child runs `sort`:
// what a shell does for `stdio | sort`.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    int pid, p[2], status;

    if (pipe(p) == -1)
        die("pipe");
    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        if (close(p[1]) == -1) // else sort itself would hold a write end and wait for its own end of file
            die("close of the write end");
        if (dup2(p[0], STDIN_FILENO) == -1) // descriptor 0 is the pipe from here on
            die("dup2 to standard input");
        if (close(p[0]) == -1) // the copy at 0 is enough
            die("close of the read end");
        // The program is replaced and the descriptors stay: sort reads standard input as always and has
        // never heard of a pipe. Its standard output is still the one that we were started with.
        execlp("sort", "sort", (char *)NULL);
        perror("sort"); // reached only when exec failed
        _exit(127);
    }

    if (close(p[0]) == -1)
        die("close of the read end");
    if (dup2(p[1], STDOUT_FILENO) == -1) // from here on printf writes into the pipe
        die("dup2 to standard output");
    if (close(p[1]) == -1)
        die("close of the write end");

    if (printf("plum\nfig\napple\nquince\n") < 0)
        die("printf");
    // Descriptor 1 is now the last write end. It must go before we wait: sort prints nothing until its input
    // ends, so wait first and both would wait for ever. fclose also writes out what printf still holds.
    if (fclose(stdout) == EOF)
        die("fclose");

    if (wait(&status) == -1)
        die("wait");
    if (!WIFEXITED(status))
        return EXIT_FAILURE;
    fprintf(stderr, "parent: sort returned %d\n", WEXITSTATUS(status));
    return WEXITSTATUS(status);
}
