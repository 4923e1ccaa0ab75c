#include "message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct reader reader_make(const void *bytes, size_t size) {
    const uint8_t *at = bytes;
    return (struct reader){.at = at, .end = at + size};
}

const uint8_t *read_bytes(struct reader *reader, size_t count) {
    if (reader->bad || (size_t)(reader->end - reader->at) < count) {
        reader->bad = true;
        return NULL;
    }
    const uint8_t *bytes = reader->at;
    reader->at += count;
    return bytes;
}

static uint64_t read_number(struct reader *reader, size_t width) {
    const uint8_t *bytes = read_bytes(reader, width);
    uint64_t value = 0;
    for (size_t i = 0; bytes != NULL && i < width; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

uint8_t read_u8(struct reader *reader) {
    return (uint8_t)read_number(reader, 1);
}

uint16_t read_u16(struct reader *reader) {
    return (uint16_t)read_number(reader, 2);
}

uint32_t read_u32(struct reader *reader) {
    return (uint32_t)read_number(reader, 4);
}

uint64_t read_u64(struct reader *reader) {
    return read_number(reader, 8);
}

uint32_t read_count(struct reader *reader, size_t item_size) {
    uint32_t count = read_u32(reader);
    if (count > (size_t)(reader->end - reader->at) / item_size) {
        reader->bad = true;
        return 0;
    }
    return count;
}

int texts_make(struct texts *texts, size_t size, size_t lists) {
    // A string of a list has a length of four bytes in the message, and any string takes its own bytes and a
    // terminator.
    size_t pointers = size / sizeof(uint32_t) + lists;
    *texts = (struct texts){.memory = malloc(pointers * sizeof(char *) + size + 1)};
    if (texts->memory == NULL)
        return -1;
    texts->list = texts->memory;
    texts->text = (char *)(texts->list + pointers);
    return 0;
}

void texts_free(struct texts *texts) {
    free(texts->memory);
}

static char *copy_string(struct reader *reader, struct texts *texts) {
    static char empty[1];
    uint32_t length = read_u32(reader);
    const uint8_t *bytes = read_bytes(reader, length);
    if (bytes == NULL || memchr(bytes, 0, length) != NULL) {
        reader->bad = true;
        return empty;
    }
    char *text = texts->text;
    memcpy(text, bytes, length);
    text[length] = '\0';
    texts->text += length + 1;
    return text;
}

const char *read_string(struct reader *reader, struct texts *texts) {
    return copy_string(reader, texts);
}

char **read_strings(struct reader *reader, struct texts *texts) {
    uint32_t count = read_count(reader, sizeof(uint32_t));
    char **list = texts->list;
    texts->list += (size_t)count + 1;
    for (uint32_t i = 0; i < count; i++)
        list[i] = copy_string(reader, texts);
    list[count] = NULL;
    return list;
}

bool read_bool(struct reader *reader) {
    uint8_t value = read_u8(reader);
    reader_require(reader, value <= 1);
    return value == 1;
}

void read_limits(struct reader *reader, uint64_t *limits, uint32_t count) {
    uint32_t given = read_count(reader, sizeof(uint64_t));
    reader_require(reader, given <= count);
    for (uint32_t i = 0; i < count; i++)
        limits[i] = i < given ? read_u64(reader) : UINT64_MAX;
}

void reader_require(struct reader *reader, bool condition) {
    reader->bad = reader->bad || !condition;
}

void reader_between(struct reader *reader, uint32_t value, uint32_t least, uint32_t most) {
    reader_require(reader, value >= least && value <= most);
}

int reader_result(const struct reader *reader) {
    if (reader_finish(reader))
        return 0;
    errno = EPROTO;
    return -1;
}

bool reader_finish(const struct reader *reader) {
    return !reader->bad && reader->at == reader->end;
}

struct writer writer_make(void *bytes, size_t capacity) {
    return (struct writer){.bytes = bytes, .capacity = capacity};
}

void write_bytes(struct writer *writer, const void *bytes, size_t count) {
    if (writer->overflow || writer->capacity - writer->size < count) {
        writer->overflow = true;
        return;
    }
    memcpy(writer->bytes + writer->size, bytes, count);
    writer->size += count;
}

static void write_number(struct writer *writer, uint64_t value, size_t width) {
    uint8_t bytes[8];
    for (size_t i = 0; i < width; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
    write_bytes(writer, bytes, width);
}

void write_u8(struct writer *writer, uint8_t value) {
    write_number(writer, value, 1);
}

void write_u16(struct writer *writer, uint16_t value) {
    write_number(writer, value, 2);
}

void write_u32(struct writer *writer, uint32_t value) {
    write_number(writer, value, 4);
}

void write_u64(struct writer *writer, uint64_t value) {
    write_number(writer, value, 8);
}

void write_string(struct writer *writer, const char *text) {
    size_t length = strlen(text);
    write_u32(writer, (uint32_t)length);
    write_bytes(writer, text, length);
}
