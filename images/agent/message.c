#include "message.h"

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

char *read_string(struct reader *reader, char **pool) {
    static char empty[1];
    uint32_t length = read_u32(reader);
    const uint8_t *bytes = read_bytes(reader, length);
    if (bytes == NULL || memchr(bytes, 0, length) != NULL) {
        reader->bad = true;
        return empty;
    }
    char *text = *pool;
    memcpy(text, bytes, length);
    text[length] = '\0';
    *pool += length + 1;
    return text;
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
