// One output stream of a job: from a pipe or a terminal to STDOUT or STDERR frames, within its window and
// cap.
#ifndef AGENT_OUTPUT_H
#define AGENT_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "loop.h"

#define WINDOW_NONE UINT32_MAX

struct output {
    struct watch watch; // first: see loop.h. The reading end, non-blocking; fd -1: at its end
    uint8_t type;       // FRAME_STDOUT or FRAME_STDERR
    uint32_t job;
    bool started;
    bool unwindowed;
    uint64_t window; // bytes that may be sent now
    uint64_t head;   // bytes that are sent as they come
    uint64_t flood;  // more is a flood, see output_floods()
    uint64_t sent;
    uint64_t wrote;      // by the job
    uint64_t drain_left; // see output_drain()
    uint8_t *tail;       // what came last, once the head was sent: a ring, NULL as long as there is none
    size_t tail_size;
    size_t tail_used;
    size_t tail_end; // where the next byte goes
};

// fd: the reading end, or -1 for a stream that is at its end. window: WINDOW_NONE for none. cap: bytes that
// are sent at all, three quarters from the beginning and the rest from the end; a stream with a window has
// none.
void output_init(struct output *output, uint8_t type, uint32_t job, int fd, uint32_t window, uint64_t cap);

// From now on what the job writes is sent.
void output_start(struct output *output);

// The host may take count further bytes.
void output_grant(struct output *output, uint32_t count);

// Once no process is left: sends what is there without waiting for the end of the file, since somebody
// outside the job may hold the pipe open. True when done; false if the window was used up: call again after a
// grant.
bool output_drain(struct output *output);

// Sends the tail. Once, after output_drain().
void output_finish(struct output *output);

// Bytes of the job that are not sent, between head and tail.
uint64_t output_missing(const struct output *output);

// Whether the job wrote four times what is sent at all, and 1 MiB: nobody will read more of it, and reading
// it on and on costs the host more than anything else that a program may do.
bool output_floods(const struct output *output);

// Nothing is sent any more, and nothing holds the job back.
void output_abandon(struct output *output);

// Closes and frees everything.
void output_drop(struct output *output);

#endif
