// GET: files to the host, in small turns of the loop, so that a large file delays nobody.
#ifndef AGENT_GET_H
#define AGENT_GET_H

#include <stdbool.h>
#include <stdint.h>

#include "frames.h"

// Begins a transfer. If it is not possible the host gets FAILED. 0, or -1 if there is no memory.
int get_start(uint32_t id, const struct get_frame *request);

// Sends a little of every file.
void get_turn(void);

// True if any transfer is under way, so that get_turn() should be called soon.
bool get_any(void);

// True if this one is.
bool get_active(uint32_t id);

// Forgets all transfers.
void get_drop(void);

#endif
