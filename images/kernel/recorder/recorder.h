/* SPDX-License-Identifier: GPL-2.0 */
/* One recording: of whom, where it is kept, and who has been told the names of its objects. */
#ifndef RECORDER_H
#define RECORDER_H

#include <linux/bitmap.h>
#include <linux/list.h>
#include <linux/sched.h>

#include "records.h"
#include "ring.h"
#include "user.h"

struct cgroup;
struct file;
struct pid_namespace;

/* Places of system calls in a set of them: their numbers, and behind these the functions of socketcall(2) and
 * of ipc(2). */
enum { SET_SOCKETS = 512, SET_IPC = 544, SET_SIZE = 576 };

#define NAMED_MOST 256
#define UNTOLD_MOST 64

struct named {
    u32 kind, id, realm, peer;
    u32 place; /* of its record in the ring */
};

struct recorder {
    struct list_head list;
    struct cgroup *cgroup;      /* whom: all below it */
    struct pid_namespace *ns;   /* how they are counted */
    const struct file *program; /* of the agent: what it does before it executes another is its own */
    bool whole;                 /* all that happens; else these calls, and who begins, executes and ends */
    DECLARE_BITMAP(calls, SET_SIZE);
    struct ring ring;
    u64 start;    /* monotonic clock, ns */
    u64 start_at; /* the processor's clock */
    u32 mark;     /* reading ends here */
    bool begins;  /* the reader has not been told of the start */
    struct named named[NAMED_MOST];
    u32 untold[UNTOLD_MOST]; /* threads in a call whose bytes or path could not be read yet */
};

/* What a task is to the recordings. */
struct member {
    struct task_struct *task;
    struct recorder *recorder; /* NULL: it is in none */
    u32 thread, process;       /* as the container counts */
    bool silent;               /* it is still the agent's program */
    struct trail trail;        /* where it called from last */
};

/* Of any task; valid until something sleeps. */
struct member *member_of(struct task_struct *task);

/* A task is new, or has become another program: what was known of it is no more. */
void member_forget(struct task_struct *task);

/* The number of a task in a recording; 0: it is none of its. */
u32 recorder_number(const struct recorder *recorder, struct task_struct *task);

/* Begins to record; takes over the references. 0 or an error. */
int recorder_add(struct recorder *recorder);
void recorder_remove(struct recorder *recorder);

/* Fills in the head and keeps the record. size: of all of it, a multiple of four. */
void recorder_put(struct recorder *recorder, void *record, size_t size, u8 type, u8 detail, u32 thread);

#endif
