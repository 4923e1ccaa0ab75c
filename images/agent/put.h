// PUT: files from the host. Written beside their target and renamed at the end, so that a file is whole or
// not there.
#ifndef AGENT_PUT_H
#define AGENT_PUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frames.h"

// Registers the duty. Once, at the start.
void put_init(void);

// Begins a transfer. If that is not possible the host gets FAILED. 0, or -1 if there is no memory.
int put_start(uint32_t id, const struct put_frame *request);

// PUT_DATA and PUT_END; ignored if there is no such transfer, since the host may not know yet that it failed.
void put_data(uint32_t id, const uint8_t *bytes, size_t size);
void put_end(uint32_t id);

// True if the transfer is under way.
bool put_active(uint32_t id);

#endif
