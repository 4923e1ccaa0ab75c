// Starting a process: fork(2), and everything that happens in the child before execve(2).
#ifndef AGENT_SPAWN_H
#define AGENT_SPAWN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "limits.h"
#include "user.h"

struct spawn {
    const char *file; // without a slash it is searched in the PATH of environment
    char **arguments;
    char **environment;
    const char *directory;
    const struct user *user; // NULL: as the agent, which a confined process cannot be
    const uint64_t *limits;  // EXEC_LIMITS of them
    int streams[3];          // above 2; streams[0] is a terminal if terminal is set
    bool terminal;           // make it the controlling terminal
    int namespaces; // pidfd of a process to share all namespaces with, and to be confined as there; or -1
    uint64_t capabilities; // of a confined process, a bit each
    int cgroup;            // folder of the cgroup that it is born in, or -1
    int report;            // the writing end of a close-on-exec pipe, for a struct spawn_error; or -1
};

struct spawn_error {
    int32_t code;  // errno
    char what[28]; // the call that failed
};

// Starts it in a session of its own. Returns the process id, or -1 and errno if fork failed. What fails in
// the child is written to the report; nothing comes there, and it is closed, when the program runs.
pid_t spawn_process(const struct spawn *spawn);

#endif
