// Payloads as the lines of test/vectors/payloads.txt: a field's name and its value each. For tests only.
#ifndef AGENT_VECTOR_TEXT_H
#define AGENT_VECTOR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"
#include "message.h"

// All zeros: empty. What does not fit is left out.
struct text {
    size_t size;
    char at[32 * 1024];
};

enum { BYTES_MAX = 2 * FRAME_MAX };

struct bytes {
    size_t size;
    uint8_t at[BYTES_MAX];
};

// Bytes as the vectors have them: pieces joined by '+', each either hexadecimal or HH*COUNT; "-" is empty.
// False if the text, which may be NULL, is none.
bool text_parse_bytes(const char *text, struct bytes *bytes);

// Adds lines.
void text_number(struct text *text, const char *name, uint64_t value);
void text_bytes(struct text *text, const char *name, const uint8_t *bytes, size_t count);
void text_string(struct text *text, const char *name, const char *value);
void text_strings(struct text *text, const char *name, char *const *values);
void text_limits(struct text *text, const char *name, const uint64_t *limits, size_t count);

// The value of the line of that name; 0 or nothing if there is none. The pointers are valid until the next
// call.
uint64_t text_get_number(const struct text *text, const char *name);
const char *text_get_string(const struct text *text, const char *name);
const uint8_t *text_get_bytes(const struct text *text, const char *name);

#endif
