// The end of child processes: SIGCHLD by signalfd(2), and the orphans that PID 1 inherits.
#ifndef AGENT_CHILDREN_H
#define AGENT_CHILDREN_H

#include <stdbool.h>
#include <stdint.h>

// Blocks SIGCHLD and looks for it in the loop. 0, or -1 and errno.
int children_open(void);

// Takes the children that have ended, and tells their duties, until nobody is left or that many ns are over:
// SIGKILL has been sent, but a process in an uninterruptible sleep may outlive it. The one place where the
// agent waits.
void children_await(bool (*left)(void), uint64_t grace);

#endif
