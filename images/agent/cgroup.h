// One control group for each job, Documentation/admin-guide/cgroup-v2.rst, within that of its container. It
// holds every process of the job, also those that left its session, counts their memory, and kills them in
// one go.
#ifndef AGENT_CGROUP_H
#define AGENT_CGROUP_H

#include <stdbool.h>
#include <stdint.h>

#define CGROUP_ROOT "/sys/fs/cgroup"

struct cgroup {
    int dir;       // -1: there is none
    char name[48]; // below CGROUP_ROOT
};

#define CGROUP_NONE ((struct cgroup){.dir = -1})

// True if CGROUP_ROOT is a cgroup2 that the agent may use, with the memory and pids controllers for groups
// below it.
bool cgroup_usable(void);

// Makes the group; name is a path below CGROUP_ROOT. memory in bytes, processes: UINT64_MAX for no limit. 0,
// or -1 and errno.
int cgroup_make(struct cgroup *cgroup, const char *name, uint64_t memory, uint64_t processes);

// Lets groups below it have limits of their own; from then on it can hold no process itself. 0, or -1 and
// errno.
int cgroup_delegate(const struct cgroup *cgroup);

// Removes the group, which must be empty, and forgets it. Harmless if there is none.
void cgroup_remove(struct cgroup *cgroup);

// A new descriptor (close-on-exec) of one of the group's files, or -1 and errno. flags as for open(2).
int cgroup_open(const struct cgroup *cgroup, const char *file, int flags);

// True if there is a process in it that has not ended.
bool cgroup_populated(const struct cgroup *cgroup);

// Processor time that its processes have had, those that have ended included; ns.
uint64_t cgroup_worked(const struct cgroup *cgroup);

// True if the kernel killed a process of it for want of memory.
bool cgroup_out_of_memory(const struct cgroup *cgroup);

// True if a fork in it was refused for want of processes.
bool cgroup_out_of_processes(const struct cgroup *cgroup);

// SIGKILL to all, also to those being forked just now.
void cgroup_kill(const struct cgroup *cgroup);

// Sends the signal (0: none) to each process; returns how many there were.
uint32_t cgroup_signal(const struct cgroup *cgroup, int signal);

#endif
