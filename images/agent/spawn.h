// Starting a program: fork(2), and what happens in the child before execve(2).
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
    int report;            // socket for what fails in the child, see report.h; or -1
};

// Starts it as the leader of a session of its own. The process id, or -1 and errno if fork failed.
pid_t spawn_leader(const struct spawn *spawn);

// fork(2) into a cgroup (-1: that of the caller), with further flags of clone3(2).
pid_t spawn_fork(int cgroup, uint64_t flags);

// What the child does, in its session and its namespaces: it becomes the program.
_Noreturn void spawn_exec(const struct spawn *spawn);

// Reports errno of the call that failed, and ends the child.
_Noreturn void spawn_give_up(const struct spawn *spawn, const char *what);

#endif
