// All processes of one job: those of its cgroup, or, where there is none, those of its process group.
#ifndef AGENT_MEMBERS_H
#define AGENT_MEMBERS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "cgroup.h"
#include "frames.h"

struct members {
    pid_t keeper; // see keeper.h; 0: there is none, or it was waited for
    pid_t first;  // also the number of its process group; 0: not born yet
    bool reaped;  // the first process has been waited for
    struct cgroup cgroup;
};

// True if a process other than a reaped first one may be left.
bool members_left(const struct members *members);

// How many there are.
uint32_t members_count(const struct members *members);

// Kills all and returns how many there were. They may take a moment to be gone.
uint32_t members_kill(const struct members *members);

// Sends a signal to a target of the SIGNAL message. Nobody there, or no such signal: nothing happens.
void members_signal(const struct members *members, int target, int signal);

#endif
