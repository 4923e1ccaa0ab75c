// SIGCHLD is one bit: when two children end while the handler runs for a third, it waits for one of them
// only.
#define _GNU_SOURCE
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void reap(int number) {
    (void)number;
#ifdef MENDED
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ended++;
#else
    if (waitpid(-1, NULL, WNOHANG) > 0)
        ended++;
#endif
}

int main(void) {
    struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART};
    sigset_t mask, before;
    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&mask);
    sigaddset(&mask, SIGCHLD);
    sigprocmask(SIG_BLOCK, &mask, &before);
    for (int child = 0; child < 3; child++) {
        if (fork() == 0) {
            usleep(child * 10000);
            _exit(0);
        }
    }
    while (ended < 3)
        sigsuspend(&before);
    return 0;
}
