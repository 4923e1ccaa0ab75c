// Alarms under a second: ticks by ualarm and by setitimer, counted.
#define _DEFAULT_SOURCE // for ualarm, which POSIX dropped in 2008 in favour of setitimer's successors

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { TICKS = 10, UALARM_US = 50000, SETITIMER_US = 20000 };

static volatile sig_atomic_t ticks;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void on_tick(int sig) {
    (void)sig;
    ticks++;
}

static long now_ms(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
        die("clock_gettime");
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// alarm, ualarm and setitimer(ITIMER_REAL) all set the same, only timer of a process; getitimer shows it.
static void show_timer(const char *what) {
    struct itimerval timer;
    if (getitimer(ITIMER_REAL, &timer) == -1)
        die("getitimer");
    printf("%s: a tick every %ld.%06ld s\n", what, (long)timer.it_interval.tv_sec,
           (long)timer.it_interval.tv_usec);
}

// SIGALRM is blocked but for inside sigsuspend: a tick cannot slip in between the question and the waiting.
static void count_ticks(const char *what, const sigset_t *while_waiting) {
    while (ticks < TICKS)
        sigsuspend(while_waiting);
    printf("%s: %d ticks\n", what, (int)ticks);
}

int main(void) {
    sigset_t alarm_only, old;
    struct sigaction action = {.sa_handler = on_tick};

    if (sigaction(SIGALRM, &action, NULL) ==
        -1) // unlike signal, sure to keep the handler after the first tick
        die("sigaction");
    if (sigemptyset(&alarm_only) == -1 || sigaddset(&alarm_only, SIGALRM) == -1)
        die("sigset");
    if (sigprocmask(SIG_BLOCK, &alarm_only, &old) == -1)
        die("sigprocmask");

    // The first tick after so many microseconds, and one after each such interval from then on.
    long start = now_ms();
    if (ualarm(UALARM_US, UALARM_US) == (useconds_t)-1)
        die("ualarm");
    show_timer("ualarm");
    count_ticks("ualarm", &old);
    printf("ualarm: took %ld ms\n", now_ms() - start);

    // The same with setitimer, whose numbers are seconds and microseconds. Setting the timer replaces what
    // was set before.
    struct itimerval timer = {.it_value = {.tv_usec = SETITIMER_US},
                              .it_interval = {.tv_usec = SETITIMER_US}};
    struct itimerval before;
    if (setitimer(ITIMER_REAL, &timer, &before) == -1)
        die("setitimer");
    printf("setitimer: replaces an interval of %ld us\n", (long)before.it_interval.tv_usec);
    start = now_ms();
    ticks = 0;
    show_timer("setitimer");
    count_ticks("setitimer", &old);
    printf("setitimer: took %ld ms\n", now_ms() - start);

    // A value of 0 stops it; what ualarm would do with a whole second is an error.
    struct itimerval stop = {.it_value = {.tv_usec = 0}};
    if (setitimer(ITIMER_REAL, &stop, NULL) == -1)
        die("setitimer");
    show_timer("stopped");
    if (ualarm(1000000, 0) == (useconds_t)-1)
        perror("ualarm for a second");
    return EXIT_SUCCESS;
}
