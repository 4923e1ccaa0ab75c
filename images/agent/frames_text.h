// Each frame with fields, from or to the lines of test/vectors/payloads.txt. For tests only.
#ifndef AGENT_FRAMES_TEXT_H
#define AGENT_FRAMES_TEXT_H

#include "vector_text.h"

struct frame_text {
    const char *name;
    uint8_t type;
    // A frame of the host: takes the payload apart and adds its lines. 0, or -1 and errno.
    int (*describe)(struct text *text, const void *payload, size_t size);
    // A frame of the agent: writes the payload that the lines are about.
    void (*compose)(const struct text *text, struct writer *writer);
};

extern const struct frame_text frame_texts[];
extern const size_t frame_texts_count;

// The one of that name; NULL: there is none, or there is no name.
const struct frame_text *frame_text_find(const char *name);

#endif
