// What a process of a container may not do, whoever it is.
#ifndef AGENT_CONFINE_H
#define AGENT_CONFINE_H

#include <stdint.h>

#include "user.h"

// In a container's child before its exec: the calling process becomes the user and keeps only these
// capabilities (a bit each), root also the harmless ones; no_new_privs; the system call filter. 0, or -1,
// errno and the call that failed.
int confine(const struct user *user, uint64_t capabilities, const char **what);

#endif
