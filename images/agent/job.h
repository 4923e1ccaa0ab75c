// The jobs of a session: from EXEC to EXITED or FAILED.
#ifndef AGENT_JOB_H
#define AGENT_JOB_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>

#include "container.h"
#include "frames.h"
#include "input.h"
#include "loop.h"
#include "members.h"
#include "output.h"

struct job;

// A watch that knows its job; the watch first, see loop.h.
struct job_watch {
    struct watch watch;
    struct job *job;
};

struct job {
    struct tenant tenant; // first, see container.h
    struct job *next;
    uint32_t id;
    struct members members;
    struct job_watch report; // what its keeper tells, see report.h
    struct job_watch events; // cgroup.events, while it lingers
    struct input input;
    struct output outputs[2];
    int slave; // of a pty job, held so that a program may close and open its terminal; -1: no terminal
    uint64_t limits[EXEC_LIMITS];

    sigset_t early; // for the first process, which is not born yet
    bool running;   // STARTED was sent
    bool outlived;  // the host knows that others go on after the first process
    bool killed;    // everything left was killed
    bool draining;  // nobody is left
    bool abandoned; // its container is being closed
    int error;      // errno if it could not be started, and the call
    char what[28];

    uint64_t began; // loop_now() clock, ns, as all that follow
    uint64_t ended;
    uint64_t wall_deadline;
    uint64_t linger; // ns, or NEVER
    uint64_t linger_deadline;
    uint64_t worked; // processor time of all, when the host was told that others go on; ns
    uint64_t kill_deadline;
    uint64_t tick; // when to look again whether somebody is left

    int status; // of the first process, wait4(2)
    struct rusage usage;
    int limit;        // EXEC_LIMIT_*, -1: none ended it
    uint32_t reached; // all limits that were met, a bit each
    uint32_t killed_count;
};

// Registers the duty. Once, at the start.
void jobs_init(void);

// EXEC. Whether it starts or fails, the host is told, now or later. 0, or -1 if there is no memory.
int job_start(uint32_t id, const struct exec_frame *request);

// NULL if there is none of that number.
struct job *job_find(uint32_t id);

// SIGNAL: target as in members.h.
void job_signal(struct job *job, int target, int signal);

// RESIZE; nothing happens without a terminal.
void job_resize(struct job *job, uint16_t rows, uint16_t columns);

// GRANT_OUTPUT: stream 1 or 2, further bytes. May end the job.
void job_grant(struct job *job, int stream, uint32_t count);

#endif
