// What a container's users may do beyond the usual, by the names of the OPEN message.
#ifndef AGENT_CAPABILITY_H
#define AGENT_CAPABILITY_H

#include <stdint.h>

// The names, ended by NULL, as a mask with a bit for each capability of the kernel. 0, or -1 if there is no
// such name.
int capability_find_all(char *const *names, uint64_t *mask);

#endif
