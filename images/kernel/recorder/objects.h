/* SPDX-License-Identifier: GPL-2.0 */
/* What descriptors and identifiers stand for. */
#ifndef RECORDER_OBJECTS_H
#define RECORDER_OBJECTS_H

#include <linux/types.h>

#include "records.h"

struct file;
struct ipc_namespace;

struct object {
    enum object_kind kind;
    u32 id, realm;
    u32 peer;            /* id of what it is connected to; 0: nothing that is known */
    struct file *file;   /* NULL: it is none of a descriptor; valid while nothing sleeps */
    unsigned long place; /* of a futex: its address; of a semaphore set: which one */
};

struct content {
    u32 amount, capacity; /* capacity all ones: no limit */
};

/* The current thread's descriptor; false: it is not open. */
bool object_of_descriptor(u32 descriptor, struct object *object, u8 *access);

/* The futex at an address. */
void object_of_futex(unsigned long address, bool is_private, struct object *object);

/* How much is in it; false: nobody can say. */
bool object_content(const struct object *object, struct content *content);

/* Those that only the kernel's own files know, see inside-*.h; false: there is none. */
bool recorder_message_queue(struct ipc_namespace *ns, int id, u32 *amount);
bool recorder_semaphore(struct ipc_namespace *ns, int id, unsigned int which, u32 *amount);
bool recorder_posix_queue(const struct file *file, u32 *amount, u32 *capacity);

#endif
