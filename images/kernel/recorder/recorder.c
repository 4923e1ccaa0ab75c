// SPDX-License-Identifier: GPL-2.0
#include "recorder.h"

#include <asm/msr.h>
#include <linux/cgroup.h>
#include <linux/hash.h>
#include <linux/log2.h>
#include <linux/mutex.h>
#include <linux/pid_namespace.h>
#include <linux/timekeeping.h>
#include <linux/tracepoint.h>

#include "probes.h"

/* Probes walk it where nothing can come between: with interrupts off, or without preemption on the one
 * processor. */
static LIST_HEAD(recorders);
static DEFINE_MUTEX(changing);

/* A power of two. */
enum { MEMBERS = 256 };

/* Who was looked up last, by a hash of its address: what a task is to the recordings changes with its program
 * only. */
static struct member members[MEMBERS];

static struct member *place_of(const struct task_struct *task) {
    return &members[hash_ptr(task, ilog2(MEMBERS))];
}

void member_forget(struct task_struct *task) {
    place_of(task)->task = NULL;
}

static void look_up(struct member *member, struct task_struct *task) {
    struct recorder *recorder;

    *member = (struct member){.task = task};
    list_for_each_entry(recorder, &recorders, list) {
        if (!task_under_cgroup_hierarchy(task, recorder->cgroup))
            continue;
        member->thread = task_pid_nr_ns(task, recorder->ns);
        if (!member->thread)
            continue;
        member->recorder = recorder;
        member->process = task_tgid_nr_ns(task, recorder->ns);
        member->silent = task->mm && rcu_access_pointer(task->mm->exe_file) == recorder->program;
        return;
    }
}

struct member *member_of(struct task_struct *task) {
    struct member *member = place_of(task);

    if (member->task != task)
        look_up(member, task);
    return member;
}

u32 recorder_number(const struct recorder *recorder, struct task_struct *task) {
    const struct member *member = member_of(task);

    return member->recorder == recorder ? member->thread : 0;
}

int recorder_add(struct recorder *recorder) {
    unsigned long flags;
    int error = 0;

    mutex_lock(&changing);
    if (list_empty(&recorders))
        error = probes_register();
    if (!error) {
        recorder->start = ktime_get_mono_fast_ns();
        recorder->start_at = rdtsc();
        local_irq_save(flags);
        list_add(&recorder->list, &recorders);
        memset(members, 0, sizeof(members));
        local_irq_restore(flags);
    }
    mutex_unlock(&changing);
    return error;
}

void recorder_remove(struct recorder *recorder) {
    unsigned long flags;

    mutex_lock(&changing);
    local_irq_save(flags);
    list_del(&recorder->list);
    memset(members, 0, sizeof(members));
    local_irq_restore(flags);
    if (list_empty(&recorders))
        probes_unregister();
    else
        tracepoint_synchronize_unregister();
    mutex_unlock(&changing);
}

void recorder_put(struct recorder *recorder, void *record, size_t size, u8 type, u8 detail, u32 thread) {
    struct record_head *head = record;

    head->size = size;
    head->type = type;
    head->detail = detail;
    head->thread = thread;
    head->time = rdtsc() - recorder->start_at;
    ring_put(&recorder->ring, record);
}
