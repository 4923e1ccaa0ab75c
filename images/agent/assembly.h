// Messages of more than one frame: EXEC, PUT and GET with the MORE flag.
#ifndef AGENT_ASSEMBLY_H
#define AGENT_ASSEMBLY_H

#include <stddef.h>
#include <stdint.h>

#include "frame.h"

enum { MESSAGE_MAX = 256 * 1024, ASSEMBLIES_MAX = 16 };

struct message {
    uint8_t type;
    uint32_t job;
    const uint8_t *payload;
    size_t size;
    uint8_t *owned; // free() it after use; NULL if the payload is the frame's own
};

// Adds a frame. 1: *message is complete. 0: there is more to come. -1 and errno: EPROTO if the frame breaks
// the rules (another message of the job is not complete, MESSAGE_MAX, ASSEMBLIES_MAX), ENOMEM.
int assembly_add(const struct frame *frame, struct message *message);

// Forgets all incomplete messages.
void assembly_drop(void);

#endif
