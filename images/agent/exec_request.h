// The EXEC message.
#ifndef AGENT_EXEC_REQUEST_H
#define AGENT_EXEC_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include "limits.h"

enum { EXEC_PTY = 1, EXEC_STDIN = 2 };

struct exec_request {
    uint32_t container; // 0: none
    uint32_t flags;
    uint16_t rows;
    uint16_t columns;
    uint32_t window;
    uint32_t linger; // ms
    struct limits limits;
    char *user;      // "": as the agent
    char *directory; // "": /
    char **arguments;
    char **environment;
    char *pool; // holds all the texts
};

// Takes a payload apart. 0, or -1 and errno: EPROTO if it is malformed, ENOMEM. To be freed in both cases.
int exec_request_parse(struct exec_request *request, const uint8_t *payload, size_t size);

void exec_request_free(struct exec_request *request);

#endif
