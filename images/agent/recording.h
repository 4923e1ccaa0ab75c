// What happens in a container, as the recorder in the kernel sees it (images/kernel/recorder).
#ifndef AGENT_RECORDING_H
#define AGENT_RECORDING_H

#include <stdint.h>

#include "frames.h"

// RECORD. Whether it succeeds or fails, the host is told.
void recording_begin(uint32_t container, const struct record_frame *request);

// TAKE_RECORDING: what happened up to now becomes a transfer with that number. 0, or -1 if there is no
// memory.
int recording_take(uint32_t id, const struct take_recording_frame *request);

#endif
