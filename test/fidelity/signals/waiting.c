#include "../must.h"

#include <time.h>

// sigwait, sigwaitinfo, sigtimedwait, sigsuspend and pause.
static volatile sig_atomic_t caught;

static void note(int number) {
    caught = number;
}

int main(void) {
    sigset_t set, old, none;
    siginfo_t info;
    int number;
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    MUST(sigprocmask(SIG_BLOCK, &set, &old));
    raise(SIGUSR1);
    ZERO(sigwait(&set, &number));
    printf("sigwait %s\n", sigabbrev_np(number));
    pid_t child = fork_child();
    if (child == 0)
        _exit(kill(getppid(), SIGUSR2));
    MUST(sigwaitinfo(&set, &info));
    printf("sigwaitinfo %s from child %d, exit %d\n", sigabbrev_np(info.si_signo), info.si_pid == child,
           ended(child));
    printf("sigtimedwait %s\n", failure(sigtimedwait(&set, &info, &(struct timespec){0, 1000000})));
    signal(SIGUSR1, note);
    raise(SIGUSR1);
    printf("sigsuspend %s", failure(sigsuspend(&none)));
    printf(" caught %s\n", sigabbrev_np(caught));
    signal(SIGALRM, note);
    alarm(1);
    printf("pause %s", failure(pause()));
    printf(" caught %s\n", sigabbrev_np(caught));
}
