// A timer of a millisecond is set before the wait for it: it may strike before.
#define _GNU_SOURCE
#include <assert.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t came;

static void note(int number) {
    came = number;
}

int main(void) {
    struct sigaction action = {.sa_handler = note};
    struct itimerval soon = {.it_value = {.tv_usec = 5000}};
    sigset_t mask, before;
    sigaction(SIGALRM, &action, NULL);
    sigemptyset(&mask);
    sigaddset(&mask, SIGALRM);
    if (fork() == 0)
        _exit(0);
#ifdef MENDED
    sigprocmask(SIG_BLOCK, &mask, &before);
    setitimer(ITIMER_REAL, &soon, NULL);
    while (!came)
        sigsuspend(&before);
#else
    setitimer(ITIMER_REAL, &soon, NULL);
    if (!came)
        pause();
#endif
    wait(NULL);
    return 0;
}
