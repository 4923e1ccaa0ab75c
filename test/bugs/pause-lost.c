// A process asks whether the signal has come, and then waits for it: in between it comes.
#define _GNU_SOURCE
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t came;

static void note(int number) {
    came = number;
}

int main(void) {
    struct sigaction action = {.sa_handler = note};
    sigset_t mask, before;
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
#ifdef MENDED
    sigprocmask(SIG_BLOCK, &mask, &before);
#endif
    if (fork() == 0) {
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    while (!came) {
#ifdef MENDED
        sigsuspend(&before);
#else
        pause();
#endif
    }
    wait(NULL);
    return 0;
}
