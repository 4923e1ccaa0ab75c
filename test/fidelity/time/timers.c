#include "../must.h"

#include <time.h>

// Timers of POSIX: signals with values, threads, overruns, end.
static volatile sig_atomic_t value;

static void note(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)context;
    value = info->si_value.sival_int;
}

int main(void) {
    timer_t timer;
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
    struct sigevent event = {
        .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN, .sigev_value.sival_int = 31};
    struct itimerspec once = {{0, 0}, {0, 3000000}}, now;
    sigset_t set;
    MUST(sigaction(SIGRTMIN, &action, NULL));
    MUST(timer_create(CLOCK_MONOTONIC, &event, &timer));
    MUST(timer_settime(timer, 0, &once, NULL));
    while (value == 0)
        pause();
    MUST(timer_gettime(timer, &now));
    printf("value %d, left %d\n", value, (int)now.it_value.tv_nsec);
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    MUST(sigprocmask(SIG_BLOCK, &set, NULL));
    MUST(timer_settime(timer, 0, &(struct itimerspec){{0, 1000000}, {0, 1000000}}, NULL));
    usleep(20000);
    siginfo_t info;
    MUST(sigwaitinfo(&set, &info));
    printf("overruns %d\n", timer_getoverrun(timer) >= 10);
    MUST(timer_delete(timer));
    printf("deleted: %s\n", failure(timer_settime(timer, 0, &once, NULL)));
    event.sigev_notify = SIGEV_NONE;
    MUST(timer_create(CLOCK_REALTIME, &event, &timer));
    MUST(timer_settime(timer, TIMER_ABSTIME, &(struct itimerspec){{0, 0}, {1, 0}}, NULL));
    MUST(timer_gettime(timer, &now));
    printf("long ago %d\n", (int)now.it_value.tv_sec);
}
