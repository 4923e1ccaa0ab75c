// Getting ready for a snapshot.
#ifndef AGENT_QUIESCE_H
#define AGENT_QUIESCE_H

#include <stdbool.h>

// system: the agent is PID 1. A native run has no memory to clean.
void quiesce_init(bool system);

// QUIESCE: drops jobs, transfers and the console's shell, empties the kernel's caches, fills free memory with
// zeros so that the snapshot compresses, and answers QUIET.
void quiesce(void);

#endif
