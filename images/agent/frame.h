// Frames of docs/protocol.md: the encoder and the incremental decoder.
#ifndef AGENT_FRAME_H
#define AGENT_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "frames.h"

enum { FRAME_HEADER = 12, FRAME_MAX = 4096, FRAME_PAYLOAD_MAX = FRAME_MAX - FRAME_HEADER };

enum { FRAME_MORE = 1 };

struct frame {
    uint8_t type;
    uint8_t flags;
    uint16_t length; // of the payload
    uint32_t job;
    uint32_t tag;
    const uint8_t *payload;
};

enum frame_result { FRAME_PARTIAL, FRAME_COMPLETE, FRAME_BAD_LENGTH, FRAME_BAD_TYPE, FRAME_BAD_FLAGS };

// Holds at most one frame, so that what a peer sends cannot make it grow. All zeros: ready to begin.
struct frame_decoder {
    size_t have;
    uint8_t bytes[FRAME_MAX];
};

// Writes the frame to out and returns its size. frame->length is at most FRAME_PAYLOAD_MAX.
size_t frame_encode(const struct frame *frame, uint8_t out[FRAME_MAX]);

// Takes bytes from *data (of *size bytes, both are advanced) up to the end of one frame.
// FRAME_COMPLETE: *frame is set, its payload is valid until the next call. FRAME_PARTIAL: all bytes were
// taken and more are needed. Else the bytes are no frame; the decoder is of no use until
// frame_decoder_reset().
enum frame_result frame_decode(struct frame_decoder *decoder, const uint8_t **data, size_t *size,
                               struct frame *frame);

void frame_decoder_reset(struct frame_decoder *decoder);

// "length", "type" or "flags" for the three bad results, else "".
const char *frame_reason(enum frame_result result);

#endif
