#include "../must.h"

#include <sys/time.h>

// setitimer, alarm, and what is left of them.
static volatile sig_atomic_t count;

static void tick(int number) {
    (void)number;
    count++;
}

int main(void) {
    struct sigaction action = {.sa_handler = tick};
    struct itimerval timer = {{0, 2000}, {0, 2000}}, now;
    MUST(sigaction(SIGALRM, &action, NULL));
    MUST(setitimer(ITIMER_REAL, &timer, NULL));
    while (count < 5)
        pause();
    MUST(setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 0}}, &now));
    printf("ticks %d, interval %d us\n", count >= 5, (int)now.it_interval.tv_usec);
    alarm(100);
    unsigned left = alarm(0);
    printf("left %d\n", left > 90 && left <= 100);
    MUST(sigaction(SIGVTALRM, &action, NULL));
    MUST(sigaction(SIGPROF, &action, NULL));
    count = 0;
    timer = (struct itimerval){{0, 0}, {0, 20000}};
    MUST(setitimer(ITIMER_VIRTUAL, &timer, NULL));
    volatile unsigned sum = 0;
    while (count == 0)
        sum++;
    printf("of processor time %d\n", count);
    printf("no such: %s\n", failure(setitimer(9, &timer, NULL)));
    printf("a second is no microsecond: %s\n",
           failure(setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 1000000}}, NULL)));
}
