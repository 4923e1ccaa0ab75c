// The keeper of a job: what a login shell is to the program that it runs. It makes the session, takes the
// terminal, starts the program as its foreground process group and waits for it. It is the agent itself,
// forked, and executes no file. As another user's process that nobody may look into, it is out of the
// program's reach.
#ifndef AGENT_KEEPER_H
#define AGENT_KEEPER_H

#include <sys/types.h>

#include "spawn.h"

// Starts a keeper, which starts the program and tells of it by spawn->report, see report.h. Once the program
// has ended it holds the session for those that are left, until it is killed. cgroup: the folder of the
// keeper's own group, or -1. The process id of the keeper, or -1 and errno.
pid_t keeper_start(const struct spawn *spawn, int cgroup);

#endif
