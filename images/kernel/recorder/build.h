/* SPDX-License-Identifier: GPL-2.0 */
/* The record of a system call under construction: its structure, then sections. */
#ifndef RECORDER_BUILD_H
#define RECORDER_BUILD_H

#include "objects.h"
#include "recorder.h"

struct build {
    struct recorder *recorder;
    u32 uses;
    size_t size;
    u8 bytes[RECORD_MOST];
};

/* A record without sections, whose structure of that size is returned and not filled in. */
void *build_begin(struct build *build, struct recorder *recorder, size_t size);

/* Adds a section; nothing if there is no room for it. */
void build_add(struct build *build, u8 tag, const void *content, u32 length);

/* Adds what the call uses, USES_MOST at most, and tells its name. */
void build_add_object(struct build *build, u8 tag, const struct object *object, u32 descriptor, u8 access);

/* The same for the current thread's descriptor, if it is open. */
void build_add_descriptor(struct build *build, u32 descriptor);

#endif
