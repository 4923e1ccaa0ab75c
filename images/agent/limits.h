// The limits of a job, in the order of the EXEC message.
#ifndef AGENT_LIMITS_H
#define AGENT_LIMITS_H

#include <stdint.h>
#include <sys/resource.h>

#define UNLIMITED UINT64_MAX

enum limit {
    LIMIT_CPU,       // ms of each process
    LIMIT_WALL,      // ms
    LIMIT_OUTPUT,    // bytes of each stream
    LIMIT_FILE,      // bytes
    LIMIT_MEMORY,    // bytes, all processes together
    LIMIT_PROCESSES, // all together
    LIMIT_FILES,     // open files of each process
    LIMIT_CORE,      // bytes
    LIMIT_STACK,     // bytes
    LIMIT_COUNT,
};

struct limits {
    uint64_t value[LIMIT_COUNT]; // UNLIMITED: none
};

// Sets the resource limits of the calling process, setrlimit(2). RLIMIT_CPU counts whole seconds: cpu is
// rounded up. Without a limit, the soft limit of core images becomes the hard one, and the others stay what
// the agent has. 0, or -1 and errno.
int limits_apply(const struct limits *limits);

// Which limit's signal ended the first process: LIMIT_CPU, LIMIT_FILE, or -1. status as from wait4(2).
int limits_verdict(const struct limits *limits, int status, const struct rusage *usage);

#endif
