#include "../must.h"

#include <pthread.h>

// A signal for one thread, masks of their own, a fault in the thread that makes it.
static pthread_t handled_in;
static volatile sig_atomic_t handled;

static void note(int number) {
    (void)number;
    handled_in = pthread_self();
    handled++;
}

static void *wait_for_it(void *unused) {
    sigset_t all;
    sigfillset(&all);
    sigdelset(&all, SIGUSR1);
    sigsuspend(&all);
    return unused;
}

static void *take(void *set) {
    int number;
    sigwait(set, &number);
    return (void *)(intptr_t)number;
}

int main(void) {
    pthread_t thread;
    sigset_t set;
    void *result;
    struct sigaction action = {.sa_handler = note};
    MUST(sigaction(SIGUSR1, &action, NULL));
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    ZERO(pthread_sigmask(SIG_BLOCK, &set, NULL));
    ZERO(pthread_create(&thread, NULL, wait_for_it, NULL));
    ZERO(pthread_kill(thread, SIGUSR1));
    ZERO(pthread_join(thread, NULL));
    printf("handled %d, in that thread %d\n", handled, pthread_equal(handled_in, thread) != 0);
    ZERO(pthread_create(&thread, NULL, take, &set));
    MUST(kill(getpid(), SIGUSR2));
    ZERO(pthread_join(thread, &result));
    printf("taken %s\n", sigabbrev_np((int)(intptr_t)result));
    ZERO(pthread_sigqueue(pthread_self(), SIGUSR2, (union sigval){.sival_int = 3}));
    siginfo_t info;
    MUST(sigwaitinfo(&set, &info));
    printf("value %d\n", info.si_value.sival_int);
}
