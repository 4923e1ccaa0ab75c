#include "../must.h"

// Blocked signals wait; standard ones once, real-time ones each, in order of number, with their values.
static void tell(int number, siginfo_t *info, void *context) {
    (void)context;
    printf("%s%d value %d\n", number < SIGRTMIN ? sigabbrev_np(number) : "RT",
           number < SIGRTMIN ? 0 : number - SIGRTMIN,
           info->si_code == SI_QUEUE ? info->si_value.sival_int : -1);
}

int main(void) {
    sigset_t all, old, pending;
    struct sigaction action = {.sa_sigaction = tell, .sa_flags = SA_SIGINFO};
    int numbers[] = {SIGRTMIN + 3, SIGUSR1, SIGRTMIN + 1, SIGUSR1, SIGRTMIN + 3};
    sigfillset(&all);
    sigfillset(&action.sa_mask);
    MUST(sigprocmask(SIG_BLOCK, &all, &old));
    for (int i = 0; i < 5; i++) {
        MUST(sigaction(numbers[i], &action, NULL));
        MUST(sigqueue(getpid(), numbers[i], (union sigval){.sival_int = 10 + i}));
    }
    MUST(sigpending(&pending));
    printf("pending USR1 %d USR2 %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGUSR2));
    MUST(sigprocmask(SIG_SETMASK, &old, NULL));
    printf("done\n");
}
