// GET: files and streams to the host, in small turns of the loop, so that a large file delays nobody.
#ifndef AGENT_GET_H
#define AGENT_GET_H

#include <stdbool.h>
#include <stdint.h>

#include "frames.h"

// Registers the duty. Once, at the start.
void get_init(void);

// Begins a transfer. If it is not possible the host gets FAILED. 0, or -1 if there is no memory.
int get_start(uint32_t id, const struct get_frame *request);

// The same with a stream that is open, which is taken over: up to its end, which does not make the agent
// wait.
int get_stream(uint32_t id, int fd, uint64_t most);

// True if this one is.
bool get_active(uint32_t id);

#endif
