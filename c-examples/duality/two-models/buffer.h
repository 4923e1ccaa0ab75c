// A bounded buffer between processes. Two files implement it: memory.c and messages.c.
#ifndef BUFFER_H
#define BUFFER_H

enum { PLACES = 4, ITEM_SIZE = 2000 };

typedef struct {
    int number;
    char content[ITEM_SIZE - sizeof(int)];
} item;

// To be called before fork. The buffer is removed when the process that called this ends.
void buffer_make(void);

// Waits while PLACES items are there.
void buffer_put(const item *it);

// Waits while none is there.
void buffer_get(item *it);

// How many items are in the buffer at this moment, and what it is made of.
int buffer_count(void);
extern const char *const buffer_model;

#endif
