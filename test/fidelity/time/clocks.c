#include "../must.h"

#include <sys/time.h>
#include <time.h>

// Clocks go on, and sleeping takes as long as it is to take.
static long long now(clockid_t clock) {
    struct timespec time;
    MUST(clock_gettime(clock, &time));
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(void) {
    struct timespec fine, rest;
    long long before = now(CLOCK_MONOTONIC);
    MUST(nanosleep(&(struct timespec){0, 30000000}, NULL));
    long long slept = now(CLOCK_MONOTONIC) - before;
    printf("slept at least that %d\n", slept >= 30000000);
    before = now(CLOCK_PROCESS_CPUTIME_ID);
    usleep(50000);
    printf("used less processor time %d\n", now(CLOCK_PROCESS_CPUTIME_ID) - before < 40000000);
    MUST(clock_getres(CLOCK_MONOTONIC, &fine));
    printf("resolution %ld ns\n", fine.tv_nsec);
    struct timespec until = {.tv_sec = now(CLOCK_MONOTONIC) / 1000000000, .tv_nsec = 0};
    ZERO(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL));
    printf("no such clock: %s\n", failure(clock_gettime(99, &fine)));
    printf("no such time: %s\n", failure(nanosleep(&(struct timespec){0, 1000000000}, &rest)));
    struct timeval day;
    MUST(gettimeofday(&day, NULL));
    printf("the same second %d\n", llabs(now(CLOCK_REALTIME) / 1000000000 - (long long)day.tv_sec) <= 1);
    printf("in this century %d\n", day.tv_sec > 1600000000);
    printf("uptime %d\n", now(CLOCK_BOOTTIME) > 0);
}
