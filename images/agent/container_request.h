// The OPEN message.
#ifndef AGENT_CONTAINER_REQUEST_H
#define AGENT_CONTAINER_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include "container_init.h"

struct container_request {
    uint64_t memory;    // bytes; UNLIMITED: none, as for all
    uint64_t processes; // all jobs together
    struct container_space space;
    uint64_t capabilities; // of all its users, a bit for each
};

// Takes a payload apart. 0, or -1 and errno: EPROTO if it is malformed, EINVAL for the name of a capability
// that there is not, ENOMEM.
int container_request_parse(struct container_request *request, const uint8_t *payload, size_t size);

#endif
