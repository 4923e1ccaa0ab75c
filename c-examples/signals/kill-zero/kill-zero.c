// kill with signal 0 sends nothing: it only asks whether a process is there.
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

static void ask(const char *what, pid_t pid) {
    int result = kill(pid, 0);
    const char *error = "";
    if (result == -1)
        error = errno == ESRCH ? " ESRCH" : errno == EPERM ? " EPERM" : strerror(errno);
    printf("%s: %d%s\n", what, result, error);
}

int main(void) {
    int p[2], status;
    siginfo_t info;

    if (pipe(p) == -1)
        die("pipe");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        // Lives until the parent closes the pipe. A real signal would end it sooner.
        char c;
        if (close(p[1]) == -1)
            die("close");
        _exit(read(p[0], &c, 1) == 0 ? 7 : EXIT_FAILURE);
    }
    if (close(p[0]) == -1)
        die("close");

    ask("a live child", pid);
    ask("this process itself", getpid());
    ask("process 1, which is root's", 1); // there, but not ours to send to

    if (close(p[1]) == -1)
        die("close");
    // Wait for its end, but leave it unreaped (WNOWAIT): a zombie still has its number.
    if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) == -1)
        die("waitid");
    ask("a child that has ended, not yet waited for", pid);

    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    ask("the same child, waited for", pid);
    if (WIFEXITED(status))
        printf("the child returned %d: no signal has come to it\n", WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
