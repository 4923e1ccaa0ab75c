/* SPDX-License-Identifier: GPL-2.0 */
/* The last records: new ones overwrite the oldest, which are counted. */
#ifndef RECORDER_RING_H
#define RECORDER_RING_H

#include <linux/spinlock.h>
#include <linux/types.h>

struct ring {
    spinlock_t lock; /* records come from interrupts too */
    u8 *bytes;
    u32 capacity;   /* a power of two */
    u32 head, tail; /* bytes ever written, bytes ever given up or read */
    u32 lost;       /* records since the reader was told last */
};

/* 0 or -ENOMEM. capacity is rounded up to a power of two. */
int ring_make(struct ring *ring, u32 capacity);
void ring_free(struct ring *ring);

/* record begins with a struct record_head, whose size is a multiple of four and much smaller than the ring.
 */
void ring_put(struct ring *ring, const void *record);

/* Takes whole records, up to the place `end`; returns their bytes. */
size_t ring_take(struct ring *ring, void *to, size_t size, u32 end);

/* How many were lost; from now on none. */
u32 ring_take_lost(struct ring *ring);

/* Whether what was written at that place is still there. */
bool ring_holds(const struct ring *ring, u32 place);

#endif
