// SPDX-License-Identifier: GPL-2.0
#include "ring.h"

#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "records.h"

int ring_make(struct ring *ring, u32 capacity) {
    spin_lock_init(&ring->lock);
    ring->capacity = roundup_pow_of_two(capacity);
    ring->bytes = kvmalloc(ring->capacity, GFP_KERNEL);
    return ring->bytes ? 0 : -ENOMEM;
}

void ring_free(struct ring *ring) {
    kvfree(ring->bytes);
}

/* Sizes are multiples of four, so that no head's first word is in two parts. */
static const struct record_head *oldest(const struct ring *ring) {
    return (const struct record_head *)(ring->bytes + (ring->tail & (ring->capacity - 1)));
}

void ring_put(struct ring *ring, const void *record) {
    const u32 size = ((const struct record_head *)record)->size;
    unsigned long flags;
    u32 at, first;

    spin_lock_irqsave(&ring->lock, flags);
    while (ring->capacity - (ring->head - ring->tail) < size) {
        ring->tail += oldest(ring)->size;
        ring->lost++;
    }
    at = ring->head & (ring->capacity - 1);
    first = min(size, ring->capacity - at);
    memcpy(ring->bytes + at, record, first);
    memcpy(ring->bytes, (const u8 *)record + first, size - first);
    ring->head += size;
    spin_unlock_irqrestore(&ring->lock, flags);
}

size_t ring_take(struct ring *ring, void *to, size_t size, u32 end) {
    unsigned long flags;
    size_t done = 0;

    spin_lock_irqsave(&ring->lock, flags);
    while ((s32)(end - ring->tail) > 0 && done + oldest(ring)->size <= size) {
        const u32 length = oldest(ring)->size;
        const u32 at = ring->tail & (ring->capacity - 1);
        const u32 first = min(length, ring->capacity - at);

        memcpy(to + done, ring->bytes + at, first);
        memcpy(to + done + first, ring->bytes, length - first);
        ring->tail += length;
        done += length;
    }
    spin_unlock_irqrestore(&ring->lock, flags);
    return done;
}

u32 ring_take_lost(struct ring *ring) {
    unsigned long flags;
    u32 lost;

    spin_lock_irqsave(&ring->lock, flags);
    lost = ring->lost;
    ring->lost = 0;
    spin_unlock_irqrestore(&ring->lock, flags);
    return lost;
}

bool ring_holds(const struct ring *ring, u32 place) {
    return (s32)(place - ring->tail) >= 0;
}
