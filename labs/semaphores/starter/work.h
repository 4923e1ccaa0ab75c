// Given. The lab compiles your programs with its own copy of this file.
// Each of these takes its time, and somebody else may run meanwhile: where a semaphore is missing, it shows.
#ifndef WORK_H
#define WORK_H

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PLACES = 4 };

static inline void take_time(int milliseconds) {
    struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
    while (milliseconds > 0 && nanosleep(&time, &time) == -1)
        ;
}

// counter: what comes after value.
static inline int one_more(int value) {
    sched_yield();
    return value + 1;
}

// A line in one piece, at once: "put 3", "got 3", "0 eats", "0 stops".
static inline void say(const char *line) {
    if (write(STDOUT_FILENO, line, strlen(line)) == -1)
        _exit(1);
}

static inline void say_item(const char *what, int item) {
    char line[40];
    snprintf(line, sizeof line, "%s %d\n", what, item);
    say(line);
}

// buffer: puts an item into a place.
static inline void store(volatile int *place, int item) {
    sched_yield();
    *place = item;
}

// philosophers: a hand reaches for a fork. Call it before each semop that takes.
static inline void reach(void) {
    take_time(1);
}

static inline void eat(int philosopher) {
    char line[40];
    snprintf(line, sizeof line, "%d eats\n", philosopher);
    say(line);
    take_time(10);
    snprintf(line, sizeof line, "%d stops\n", philosopher);
    say(line);
}

#endif
