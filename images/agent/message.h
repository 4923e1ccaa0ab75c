// Reading and writing the fields of a payload, with every access checked against its bounds.
#ifndef AGENT_MESSAGE_H
#define AGENT_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// After a field that is not there, bad is set and every further field reads as zero: check once, at the end.
struct reader {
    const uint8_t *at;
    const uint8_t *end;
    bool bad;
};

struct reader reader_make(const void *bytes, size_t size);
uint8_t read_u8(struct reader *reader);
uint16_t read_u16(struct reader *reader);
uint32_t read_u32(struct reader *reader);
uint64_t read_u64(struct reader *reader);

// The next count bytes where they are, or NULL (and bad) if there are fewer.
const uint8_t *read_bytes(struct reader *reader, size_t count);

// A `string`: copies it to *pool with a terminator, advances *pool, and returns the copy. A NUL inside is
// bad. A pool as large as the message holds all its strings, for each has a length of four bytes there. Bad:
// "".
char *read_string(struct reader *reader, char **pool);

// A u32 count of items of at least item_size bytes each; bad (and 0) if the rest could not hold them.
uint32_t read_count(struct reader *reader, size_t item_size);

// True if all fields were there and nothing is left.
bool reader_finish(const struct reader *reader);

// Writes into a buffer of the caller's; what does not fit is left out and sets overflow.
struct writer {
    uint8_t *bytes;
    size_t size;
    size_t capacity;
    bool overflow;
};

struct writer writer_make(void *bytes, size_t capacity);
void write_u8(struct writer *writer, uint8_t value);
void write_u16(struct writer *writer, uint16_t value);
void write_u32(struct writer *writer, uint32_t value);
void write_u64(struct writer *writer, uint64_t value);
void write_bytes(struct writer *writer, const void *bytes, size_t count);
void write_string(struct writer *writer, const char *text);

#endif
