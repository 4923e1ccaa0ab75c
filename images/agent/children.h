// The end of child processes: SIGCHLD by signalfd(2), and the orphans that PID 1 inherits.
#ifndef AGENT_CHILDREN_H
#define AGENT_CHILDREN_H

// Blocks SIGCHLD and looks for it in the loop. 0, or -1 and errno.
int children_open(void);

// Waits for all children that have ended, without blocking, and tells jobs and console which they were.
void children_reap(void);

#endif
