// The event loop: one epoll instance and one timer. See epoll(7), timerfd_create(2).
#ifndef AGENT_LOOP_H
#define AGENT_LOOP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

#define NEVER UINT64_MAX
#define MILLISECONDS UINT64_C(1000000) // in ns

// A descriptor and what to do when it is ready. Put it first in the structure that owns it, so that the
// callback can get from one to the other. WATCH_NONE: no descriptor.
struct watch {
    int fd;
    uint32_t events; // what epoll looks for; 0: not in epoll
    void (*ready)(struct watch *watch);
};

#define WATCH_NONE ((struct watch){.fd = -1})

// Makes the epoll instance and the timer. 0, or -1 and errno.
int loop_open(void);

// Looks for these EPOLL* events from now on; 0: for none, not even for errors. A failure (ENOMEM) is kept for
// loop_failed(), since no caller could do anything about it.
void watch_for(struct watch *watch, uint32_t events);

// Closes the descriptor, if there is one.
void watch_close(struct watch *watch);

// Waits for one event or for the deadline (loop_now() clock; 0: does not wait; NEVER) and runs the event's
// callback. Not more than one event a turn: callbacks may free other watches.
void loop_turn(uint64_t deadline);

// True once after a watch_for() failed.
bool loop_failed(void);

// CLOCK_MONOTONIC in ns.
uint64_t loop_now(void);

#endif
