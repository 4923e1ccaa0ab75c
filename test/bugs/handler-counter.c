// A handler adds to a number from which the program subtracts: an addition in between is lost.
#define _GNU_SOURCE
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t jobs = 2;

static int changed(int value, int by) {
    return value + by;
}

static void add(int number) {
    (void)number;
    jobs = changed(jobs, +1);
}

int main(void) {
    struct sigaction action = {.sa_handler = add, .sa_flags = SA_RESTART};
    sigset_t mask;
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    if (fork() == 0) {
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    for (int i = 0; i < 2; i++) {
#ifdef MENDED
        sigprocmask(SIG_BLOCK, &mask, NULL);
#endif
        jobs = changed(jobs, -1);
#ifdef MENDED
        sigprocmask(SIG_UNBLOCK, &mask, NULL);
#endif
    }
    wait(NULL);
    assert(jobs == 1);
    return 0;
}
