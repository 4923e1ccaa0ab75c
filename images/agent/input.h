// The standard input of a job: from STDIN frames into a pipe or a terminal, at the pace of the job.
#ifndef AGENT_INPUT_H
#define AGENT_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "loop.h"

enum { INPUT_WINDOW = 65536 };

struct input {
    struct watch watch; // first: see loop.h. The writing end, non-blocking; fd -1: bytes are discarded
    uint32_t job;
    bool terminal;
    bool ending; // STDIN_END came; what comes after it is discarded
    uint8_t *ring;
    size_t head;
    size_t used;
};

// fd: the writing end, or -1 for a job without input.
void input_init(struct input *input, uint32_t job, int fd, bool terminal);

// Bytes of a STDIN frame. Each byte is granted again (GRANT_INPUT) when the job's pipe has taken it or it was
// discarded. 0, or -1 if the host overran the window (errno EPROTO) or there is no memory (ENOMEM).
int input_push(struct input *input, const uint8_t *bytes, size_t size);

// STDIN_END: closes the pipe, or sends the terminal's end-of-file character, after what is still held.
void input_end(struct input *input);

// Closes and frees everything; nothing is granted any more.
void input_drop(struct input *input);

#endif
