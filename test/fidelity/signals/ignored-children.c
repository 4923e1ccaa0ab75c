#include "../must.h"

// Children of a process that ignores SIGCHLD leave no zombie; an inherited mask and inherited ignoring pass
// exec.
static void nothing(int number) {
    (void)number;
}

int main(int argc, char **argv) {
    sigset_t set;
    if (argc > 1) {
        struct sigaction hup, term;
        sigaction(SIGHUP, NULL, &hup);
        sigaction(SIGTERM, NULL, &term);
        sigprocmask(SIG_BLOCK, NULL, &set);
        printf("after exec: ignored %d, handler gone %d, blocked %d\n", hup.sa_handler == SIG_IGN,
               term.sa_handler == SIG_DFL, sigismember(&set, SIGUSR1));
        return 0;
    }
    signal(SIGCHLD, SIG_IGN);
    pid_t child = fork_child();
    if (child == 0)
        _exit(3);
    printf("wait: %s\n", failure(waitpid(child, NULL, 0)));
    signal(SIGCHLD, SIG_DFL);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, nothing);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    fflush(stdout);
    execl("/proc/self/exe", argv[0], "again", NULL);
    return 1;
}
