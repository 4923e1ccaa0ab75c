// The names in a folder. readdir(3) takes 32 KB of the heap for each one and has the kernel make a thousand
// entries at once, also for who reads the first ones only.
#ifndef AGENT_FOLDER_H
#define AGENT_FOLDER_H

#include <dirent.h>
#include <stdbool.h>
#include <sys/types.h>

struct folder {
    int fd; // -1: none is open
    ssize_t size;
    ssize_t at;
    _Alignas(struct dirent64) char bytes[2048]; // some eighty names
};

// Opens one below another, not through a link. False and errno: it cannot be had, and has no names.
bool folder_open(struct folder *folder, int parent, const char *path);

// The next name, or NULL.
const char *folder_next(struct folder *folder);

void folder_close(struct folder *folder);

#endif
