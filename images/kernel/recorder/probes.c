// SPDX-License-Identifier: GPL-2.0
#include "probes.h"

#include <asm/syscall.h>
#include <asm/unistd.h>
#include <linux/binfmts.h>
#include <linux/preempt.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/tracepoint.h>
#include <trace/events/sched.h>
#include <trace/events/signal.h>
#include <trace/events/syscalls.h>

#include "recorder.h"

static void put_value(struct recorder *recorder, u8 type, u8 detail, u32 thread, u32 value) {
    struct record_value record = {.value = value};

    recorder_put(recorder, &record, sizeof(record), type, detail, thread);
}

static void put_pair(struct recorder *recorder, u8 type, u8 detail, u32 thread, u32 first, u32 second) {
    struct record_pair record = {.first = first, .second = second};

    recorder_put(recorder, &record, sizeof(record), type, detail, thread);
}

/*
 * Who does it: an interrupt is nobody's, a timer's for instance. What a network does in a soft interrupt is
 * on behalf of who sends.
 */
static u32 doer(const struct recorder *recorder) {
    return in_hardirq() ? 0 : recorder_number(recorder, current);
}

static u8 state_of(unsigned int state) {
    if (state & (TASK_DEAD | EXIT_DEAD | EXIT_ZOMBIE))
        return SWITCH_ENDED;
    if (state & __TASK_STOPPED)
        return SWITCH_STOPPED;
    if (state & __TASK_TRACED)
        return SWITCH_TRACED;
    if (state & TASK_UNINTERRUPTIBLE)
        return state & TASK_WAKEKILL ? SWITCH_WAITS : SWITCH_UNKILLABLE;
    return state & TASK_INTERRUPTIBLE ? SWITCH_WAITS : SWITCH_READY;
}

static void probe_switch(void *data, bool preempt, struct task_struct *from, struct task_struct *to,
                         unsigned int state) {
    const struct member *member = member_of(from);
    struct recorder *left = member->recorder, *entered;
    const u32 leaves = member->thread;
    u8 detail = state_of(state);
    u32 comes;

    /* Both may have the same place in the table. */
    member = member_of(to);
    entered = member->recorder;
    comes = member->thread;

    if (left && !left->whole)
        left = NULL;
    if (entered && !entered->whole)
        entered = NULL;
    if (detail == SWITCH_READY && task_pt_regs(from)->orig_ax != __NR_sched_yield)
        detail |= SWITCH_PREEMPTED;
    if (left)
        put_value(left, RECORD_SWITCH, detail, leaves, left == entered ? comes : 0);
    if (entered && entered != left)
        put_value(entered, RECORD_SWITCH, SWITCH_READY, 0, comes);
}

static void probe_wake(void *data, struct task_struct *task) {
    const struct member *member = member_of(task);
    struct recorder *recorder = member->recorder;
    const u32 whom = member->thread;

    if (recorder && recorder->whole && task != current)
        put_value(recorder, RECORD_WAKE, 0, doer(recorder), whom);
}

/* For probes that an interrupt may come between, whose own probes look others up. */
static struct member copy_of(struct task_struct *task, bool is_new) {
    struct member copy;
    unsigned long flags;

    local_irq_save(flags);
    if (is_new)
        member_forget(task);
    copy = *member_of(task);
    local_irq_restore(flags);
    return copy;
}

static void probe_fork(void *data, struct task_struct *parent, struct task_struct *child) {
    const struct member born = copy_of(child, true);
    const struct member by = copy_of(current, false);

    if (born.recorder)
        put_pair(born.recorder, RECORD_FORK, child->tgid == parent->tgid ? FORK_THREAD : 0,
                 by.recorder == born.recorder ? by.thread : 0, born.process, born.thread);
}

static void probe_exec(void *data, struct task_struct *task, pid_t old, struct linux_binprm *program) {
    const struct member member = copy_of(task, true);
    struct record_path record;

    if (!member.recorder)
        return;
    record.length = strnlen(program->filename, PATH_MOST);
    memset(record.path, 0, sizeof(record.path));
    memcpy(record.path, program->filename, record.length);
    recorder_put(member.recorder, &record, offsetof(struct record_path, path) + ALIGN(record.length, 4),
                 RECORD_EXEC, 0, member.thread);
}

static void probe_exit(void *data, struct task_struct *task) {
    const struct member member = copy_of(task, false);

    if (member.recorder)
        put_pair(member.recorder, RECORD_EXIT, 0, member.thread, member.process, task->exit_code);
}

static bool is_fault(int signal, const struct kernel_siginfo *info) {
    if (info == SEND_SIG_NOINFO || info == SEND_SIG_PRIV || info->si_code <= 0)
        return false;
    return signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL;
}

static void probe_sent(void *data, int signal, struct kernel_siginfo *info, struct task_struct *task,
                       int group, int result) {
    const struct member *member = member_of(task);
    struct recorder *recorder = member->recorder;
    const u32 to = group ? member->process : member->thread;

    if (!recorder || !recorder->whole)
        return;
    if (task == current && is_fault(signal, info))
        put_pair(recorder, RECORD_FAULT, 0, recorder_number(recorder, current),
                 (u32)(unsigned long)info->si_addr, task_pt_regs(current)->ip);
    put_pair(recorder, RECORD_SENT, result, doer(recorder), signal, to);
}

static void probe_delivered(void *data, int signal, struct kernel_siginfo *info, struct k_sigaction *action) {
    const struct member *member = member_of(current);

    if (member->recorder && member->recorder->whole && !member->silent)
        put_pair(member->recorder, RECORD_DELIVERED, 0, member->thread, signal,
                 (u32)(unsigned long)action->sa.sa_handler);
}

// clang-format off
#define ALL_PROBES(each)                                                                                      \
    each(sys_enter, probe_call)                                                                               \
    each(sys_exit, probe_return)                                                                              \
    each(sched_switch, probe_switch)                                                                          \
    each(sched_wakeup, probe_wake)                                                                            \
    each(sched_process_fork, probe_fork)                                                                      \
    each(sched_process_exec, probe_exec)                                                                      \
    each(sched_process_exit, probe_exit)                                                                      \
    each(signal_generate, probe_sent)                                                                         \
    each(signal_deliver, probe_delivered)
// clang-format on

#define REGISTER(name, probe)                                                                                \
    if (!error)                                                                                              \
        error = register_trace_##name(probe, NULL);                                                          \
    if (!error)                                                                                              \
        registered++;
#define UNREGISTER(name, probe)                                                                              \
    if (registered > 0) {                                                                                    \
        unregister_trace_##name(probe, NULL);                                                                \
        registered--;                                                                                        \
    }

/* The first ones of the list. */
static int registered;

int probes_register(void) {
    int error = 0;

    ALL_PROBES(REGISTER)
    if (error)
        probes_unregister();
    return error;
}

void probes_unregister(void) {
    ALL_PROBES(UNREGISTER)
    tracepoint_synchronize_unregister();
}
