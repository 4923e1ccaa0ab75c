#include "../must.h"

#include <poll.h>
#include <sys/select.h>

// pselect and ppoll wait with another mask, so that no signal is missed in between.
static volatile sig_atomic_t caught;

static void note(int number) {
    caught = number;
}

int main(void) {
    sigset_t set, none;
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    MUST(sigprocmask(SIG_BLOCK, &set, NULL));
    struct sigaction action = {.sa_handler = note};
    MUST(sigaction(SIGUSR1, &action, NULL));
    raise(SIGUSR1);
    printf("blocked %d\n", caught);
    printf("pselect %s", failure(pselect(0, NULL, NULL, NULL, NULL, &none)));
    printf(" caught %s\n", sigabbrev_np(caught));
    raise(SIGUSR1);
    printf("ppoll %s\n", failure(ppoll(NULL, 0, NULL, &none)));
    sigprocmask(SIG_BLOCK, NULL, &set);
    printf("blocked again %d\n", sigismember(&set, SIGUSR1));
}
