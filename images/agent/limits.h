// The limits of a job, in the order of the EXEC message; UNLIMITED: none.
#ifndef AGENT_LIMITS_H
#define AGENT_LIMITS_H

#include <stdint.h>
#include <sys/resource.h>

#include "frames.h"

// No limit at all.
void limits_none(uint64_t limits[EXEC_LIMITS]);

// Sets the resource limits of the calling process, setrlimit(2). RLIMIT_CPU counts whole seconds: cpu is
// rounded up. What a program on an ordinary system may raise (stack, open files, core images) it may raise
// here, up to the hard limit. Without a limit the soft one of core images becomes the hard one, and the
// others stay what the agent has. 0, or -1 and errno.
int limits_apply(const uint64_t limits[EXEC_LIMITS]);

// Which limit's signal ended the first process: EXEC_LIMIT_CPU, EXEC_LIMIT_FILE, or -1. status as from
// wait4(2).
int limits_verdict(const uint64_t limits[EXEC_LIMITS], int status, const struct rusage *usage);

#endif
