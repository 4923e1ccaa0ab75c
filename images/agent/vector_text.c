#include "vector_text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_MAX = 4096 };

__attribute__((format(printf, 2, 3))) static void add(struct text *text, const char *format, ...) {
    va_list arguments;
    size_t room = sizeof text->at - text->size;
    va_start(arguments, format);
    int size = vsnprintf(text->at + text->size, room, format, arguments);
    va_end(arguments);
    if (size > 0 && (size_t)size < room)
        text->size += (size_t)size;
    else
        text->at[text->size] = '\0';
}

void text_number(struct text *text, const char *name, uint64_t value) {
    add(text, "%s %" PRIu64 "\n", name, value);
}

void text_bytes(struct text *text, const char *name, const uint8_t *bytes, size_t count) {
    add(text, "%s ", name);
    for (size_t i = 0; i < count; i++)
        add(text, "%02x", bytes[i]);
    add(text, "\n");
}

void text_string(struct text *text, const char *name, const char *value) {
    add(text, "%s %s\n", name, value);
}

void text_strings(struct text *text, const char *name, char *const *values) {
    for (; *values != NULL; values++)
        text_string(text, name, *values);
}

void text_limits(struct text *text, const char *name, const uint64_t *limits, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (limits[i] == UINT64_MAX)
            text_string(text, name, "none");
        else
            text_number(text, name, limits[i]);
    }
}

const char *text_get_string(const struct text *text, const char *name) {
    static char value[VALUE_MAX];
    size_t length = strlen(name);
    value[0] = '\0';
    for (const char *line = text->at; *line != '\0'; line += strcspn(line, "\n") + 1) {
        if (strncmp(line, name, length) == 0 && line[length] == ' ') {
            snprintf(value, sizeof value, "%.*s", (int)strcspn(line + length + 1, "\n"), line + length + 1);
            break;
        }
    }
    return value;
}

uint64_t text_get_number(const struct text *text, const char *name) {
    return strtoull(text_get_string(text, name), NULL, 10);
}

const uint8_t *text_get_bytes(const struct text *text, const char *name) {
    static uint8_t bytes[VALUE_MAX / 2];
    const char *digits = text_get_string(text, name);
    for (size_t i = 0; sscanf(digits + 2 * i, "%2hhx", &bytes[i]) == 1; i++)
        continue;
    return bytes;
}

bool text_parse_bytes(const char *text, struct bytes *bytes) {
    bytes->size = 0;
    if (text == NULL)
        return false;
    while (*text != '\0' && *text != '-') {
        unsigned value;
        int used = 0;
        unsigned count = 1;
        if (*text == '+') {
            text++;
            continue;
        }
        if (sscanf(text, "%2x*%u%n", &value, &count, &used) != 2) {
            count = 1;
            if (sscanf(text, "%2x%n", &value, &used) != 1 || used != 2)
                return false;
        }
        text += used;
        if (count > BYTES_MAX - bytes->size)
            return false;
        memset(bytes->at + bytes->size, (int)value, count);
        bytes->size += count;
    }
    return true;
}
