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

// Where the texts of one message are kept, one piece of memory for all.
struct texts {
    void *memory;
    char **list;
    char *text;
};

// Room for all texts of a message of that size, and for so many `strings` in it. 0, or -1 and errno.
int texts_make(struct texts *texts, size_t size, size_t lists);

void texts_free(struct texts *texts);

// A `string`: a copy with a terminator. A NUL inside is bad. Bad: "".
const char *read_string(struct reader *reader, struct texts *texts);

// `strings`: with NULL after the last. Bad: none.
char **read_strings(struct reader *reader, struct texts *texts);

// A byte that is 0 or 1.
bool read_bool(struct reader *reader);

// `limits`: what is left out is all ones. More than count are bad: a limit that would not be kept must not
// look as if it were.
void read_limits(struct reader *reader, uint64_t *limits, uint32_t count);

// Bad if the condition does not hold.
void reader_require(struct reader *reader, bool condition);

// Bad if the value is none of these.
void reader_between(struct reader *reader, uint32_t value, uint32_t least, uint32_t most);

// A u32 count of items of at least item_size bytes each; bad (and 0) if the rest could not hold them.
uint32_t read_count(struct reader *reader, size_t item_size);

// True if all fields were there and nothing is left.
bool reader_finish(const struct reader *reader);

// The same as 0, or -1 and EPROTO.
int reader_result(const struct reader *reader);

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
