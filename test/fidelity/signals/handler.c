#include "../must.h"

// A handler with what the kernel says of the signal; SA_RESETHAND and SA_NODEFER.
static volatile sig_atomic_t depth, deepest, rounds;

static void tell(int number, siginfo_t *info, void *context) {
    (void)context;
    printf("%s code %d from me %d\n", sigabbrev_np(number), info->si_code == SI_USER,
           info->si_pid == getpid());
}

static void nest(int number) {
    if (++depth > deepest)
        deepest = depth;
    if (depth < 3 && rounds++ < 5)
        raise(number);
    depth--;
}

int main(void) {
    struct sigaction action = {.sa_sigaction = tell, .sa_flags = SA_SIGINFO | SA_RESETHAND}, old;
    MUST(sigaction(SIGUSR1, &action, NULL));
    MUST(kill(getpid(), SIGUSR1));
    MUST(sigaction(SIGUSR1, NULL, &old));
    printf("default again %d\n", old.sa_handler == SIG_DFL);
    action = (struct sigaction){.sa_handler = nest, .sa_flags = SA_NODEFER};
    MUST(sigaction(SIGUSR2, &action, NULL));
    raise(SIGUSR2);
    printf("nested %d\n", deepest);
    action.sa_flags = 0;
    deepest = rounds = 0;
    MUST(sigaction(SIGUSR2, &action, NULL));
    raise(SIGUSR2);
    printf("without SA_NODEFER %d\n", deepest);
    printf("SIGKILL: %s\n", failure(sigaction(SIGKILL, &action, NULL)));
}
