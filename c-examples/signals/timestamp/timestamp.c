// Two ways to a time stamp: ask with gettimeofday each time, or read a counter that an interval timer keeps.
// Prints what each costs, and how far the counter is from the truth.
#define _DEFAULT_SOURCE // for ualarm

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { TICK_US = 10000, CALLS = 10000, ROUNDS = 5, SIGNALS = 200, WATCHED_TICKS = 20, BLOCKED_US = 100000 };

static volatile sig_atomic_t ticks, stamp;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void on_tick(int sig) {
    (void)sig;
    ticks++;
}

static long long microseconds(void) {
    struct timeval tv;
    if (gettimeofday(&tv, NULL) == -1) // its second argument, the time zone, is not used any more
        die("gettimeofday");
    return (long long)tv.tv_sec * 1000000 + tv.tv_usec;
}

static void call_gettimeofday(void) {
    microseconds();
}

static void read_counter(void) {
    stamp = ticks;
}

static void take_tick(void) {
    if (raise(SIGALRM) != 0)
        die("raise");
}

// Nanoseconds for one: the best of some rounds, since other processes run in between.
static void cost(const char *what, void (*action)(void), int calls) {
    long long best = -1;
    for (int round = 0; round < ROUNDS; round++) {
        struct timespec start, stop;
        if (clock_gettime(CLOCK_MONOTONIC, &start) == -1)
            die("clock_gettime");
        for (int i = 0; i < calls; i++)
            action();
        if (clock_gettime(CLOCK_MONOTONIC, &stop) == -1)
            die("clock_gettime");
        long long ns = (stop.tv_sec - start.tv_sec) * 1000000000LL + (stop.tv_nsec - start.tv_nsec);
        if (best == -1 || ns < best)
            best = ns;
    }
    printf("cost of %s: %.1f ns\n", what, (double)best / calls);
}

// Looks at both clocks as often as it can, for WATCHED_TICKS ticks.
static void watch(long long start) {
    long long largest = 0, smallest_step = TICK_US, before = microseconds();
    int ahead = 0, values = 0;
    int until = (int)ticks + WATCHED_TICKS;
    while (ticks < until) {
        int counter = (int)ticks; // first the counter: a tick in between makes it late, never early
        long long now = microseconds();
        long long behind = now - start - (long long)counter * TICK_US;
        if (behind < 0)
            ahead++;
        if (behind > largest)
            largest = behind;
        if (now > before) {
            values++;
            if (now - before < smallest_step)
                smallest_step = now - before;
        }
        before = now;
    }
    printf("in %d ticks gettimeofday gave %d different times, at least %lld us apart\n", WATCHED_TICKS,
           values, smallest_step);
    printf("the counter was ahead %d times, and up to %lld us behind\n", ahead, largest);
}

int main(void) {
    sigset_t alarm_only;
    struct sigaction action = {.sa_handler = on_tick, .sa_flags = SA_RESTART};

    if (sigaction(SIGALRM, &action, NULL) == -1)
        die("sigaction");
    cost("a gettimeofday", call_gettimeofday, CALLS);
    cost("reading the counter", read_counter, CALLS);
    cost("one tick, a signal and its handler", take_tick, SIGNALS);

    ticks = 0;
    long long start = microseconds();
    if (ualarm(TICK_US, TICK_US) == (useconds_t)-1)
        die("ualarm");
    watch(start);

    // Ticks that come while one is pending are lost: a signal is one bit. So the counter stands still while
    // the signal is blocked, or the process does not run, and it never makes up for it.
    if (sigemptyset(&alarm_only) == -1 || sigaddset(&alarm_only, SIGALRM) == -1)
        die("sigset");
    int before = (int)ticks;
    if (sigprocmask(SIG_BLOCK, &alarm_only, NULL) == -1)
        die("sigprocmask");
    long long blocked = microseconds();
    while (microseconds() - blocked < BLOCKED_US)
        ;
    if (sigprocmask(SIG_UNBLOCK, &alarm_only, NULL) == -1)
        die("sigprocmask");
    int counted = (int)ticks - before;
    ualarm(0, 0);
    printf("blocked for %d ticks: %d counted, %d lost\n", BLOCKED_US / TICK_US, counted,
           BLOCKED_US / TICK_US - counted);
    return EXIT_SUCCESS;
}
