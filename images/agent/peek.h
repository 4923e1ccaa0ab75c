// Looking into a process from outside, proc(5).
#ifndef AGENT_PEEK_H
#define AGENT_PEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "sheet.h"

struct process_status {
    char name[64];
    size_t name_size;
    char state;
    pid_t parent;
    pid_t session;
    bool dying; // it has been killed, and only has to go
};

// What a thread is in: number -1 while it computes.
struct system_call {
    long number;
    unsigned long arguments[6];
};

// Reads a file below a folder into text, with a terminator; the bytes read, or -1 and errno.
ssize_t peek_file(int folder, const char *path, char *text, size_t size);

// stat of PID or PID/task/TID below a /proc. 0, or -1 and errno.
int peek_status(int proc, const char *path, struct process_status *status);

// syscall of it.
int peek_system_call(int proc, const char *path, struct system_call *call);

// Adds a `memory` line for what the arguments of the call point to, if that helps to understand it.
void peek_memory(struct sheet *sheet, int proc, const char *process, const char *thread,
                 const struct system_call *call);

// The address of the futex that a thread waits for, or 0.
unsigned long peek_futex(const struct system_call *call);

#endif
