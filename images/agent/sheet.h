// A text of lines under construction, with a bound: the form of evidence, docs/protocol.md.
#ifndef AGENT_SHEET_H
#define AGENT_SHEET_H

#include <stdbool.h>
#include <stddef.h>

struct sheet {
    char *text;
    size_t size;
    size_t capacity;
    size_t line; // where the line under way begins
    bool full;   // a line had no room and is left out, as all after it
};

// Adds to the line under way; what programs chose goes through sheet_text().
void sheet_add(struct sheet *sheet, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Adds a blank and a text of size bytes, anything but letters that can be seen written as \ooo.
void sheet_text(struct sheet *sheet, const char *text, size_t size);

// Ends the line.
void sheet_end_line(struct sheet *sheet);

#endif
