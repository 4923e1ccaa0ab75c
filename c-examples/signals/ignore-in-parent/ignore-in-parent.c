// While a child runs another program on the terminal, the parent ignores Ctrl-C; afterwards it takes its old
// handler back.
#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char farewell[] = "parent: my own handler says goodbye\n";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The handler that the parent has before and after. write and _exit are safe in a handler.
static void goodbye(int sig) {
    (void)sig;
    _exit(write(STDOUT_FILENO, farewell, strlen(farewell)) == -1 ? 4 : 3);
}

int main(void) {
    int pid, status;
    void (*h)(int);

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (signal(SIGINT, goodbye) == SIG_ERR)
        die("signal");

    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        // exec cannot keep a handler, whose code is gone: a signal that was caught gets its default action
        // back. One that was ignored stays ignored. That is why the parent ignores SIGINT after fork only.
        execlp("cat", "cat", (char *)NULL);
        perror("cat");
        _exit(127);
    }

    // The terminal sends Ctrl-C to every process in the foreground, so to both of us.
    if ((h = signal(SIGINT, SIG_IGN)) == SIG_ERR)
        die("signal");
    printf("parent: Ctrl-C is not for me now\n");
    if (wait(&status) == -1)
        die("wait");
    if (signal(SIGINT, h) == SIG_ERR)
        die("signal");

    if (WIFSIGNALED(status))
        printf("parent: signal %d has ended the child\n", WTERMSIG(status));
    else
        printf("parent: the child has returned %d\n", WEXITSTATUS(status));
    printf("parent: Ctrl-C is for me again\n");
    for (;;)
        pause();
}
