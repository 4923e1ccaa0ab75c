// What a thread waits for: the system call that it is in, and what that points to.
#ifndef AGENT_PEEK_H
#define AGENT_PEEK_H

#include "sheet.h"
#include "task.h"

// What a thread is in: number -1 while it computes.
struct system_call {
    long number;
    unsigned long arguments[6];
};

// The call of now. 0, or -1 and errno.
int peek_system_call(const struct task *task, struct system_call *call);

// Adds a `memory` line for what the arguments of the call point to, or a `watches` line for what an epoll
// descriptor among them stands for, if that helps to understand it.
void peek_memory(struct sheet *sheet, const struct task *task, const struct system_call *call);

// The address of the futex that a thread waits for, or 0.
unsigned long peek_futex(const struct system_call *call);

#endif
