#include "peek.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MEMORY_MAX = 256 };

int peek_system_call(const struct task *task, struct system_call *call) {
    char text[256];
    *call = (struct system_call){.number = -1};
    if (task_read(task, "syscall", text, sizeof text) <= 0)
        return -1;
    char *rest;
    long number = strtol(text, &rest, 10);
    if (rest == text || number < 0)
        return 0; // "running", or stopped outside of a call
    call->number = number;
    for (size_t i = 0; i < 6; i++)
        call->arguments[i] = strtoul(rest, &rest, 16);
    return 0;
}

// Which argument points to what: a text, or count items of size bytes each.
struct pointer {
    int number;
    uint8_t argument;
    uint8_t size; // 0: a text
    int8_t count; // the argument that says how many; -1: one
};

static const struct pointer pointers[] = {
    {SYS_openat, 1, 0, -1},
#ifdef SYS_open
    {SYS_open, 0, 0, -1},
#endif
#ifdef SYS_semop
    {SYS_semop, 1, 6, 2},
#endif
#ifdef SYS_semtimedop
    {SYS_semtimedop, 1, 6, 2},
#endif
#ifdef SYS_semtimedop_time64
    {SYS_semtimedop_time64, 1, 6, 2},
#endif
#ifdef SYS_futex
    {SYS_futex, 0, 4, -1},
#endif
#ifdef SYS_futex_time64
    {SYS_futex_time64, 0, 4, -1},
#endif
#ifdef SYS_socketcall
    {SYS_socketcall, 1, 4 * sizeof(long), -1},
#endif
#ifdef SYS_poll
    {SYS_poll, 0, 8, 1},
#endif
    {SYS_ppoll, 0, 8, 1},
#ifdef SYS_ppoll_time64
    {SYS_ppoll_time64, 0, 8, 1},
#endif
#ifdef SYS__newselect
    {SYS__newselect, 1, 8, -1},
#endif
    {SYS_pselect6, 1, 8, -1},
#ifdef SYS_pselect6_time64
    {SYS_pselect6_time64, 1, 8, -1},
#endif
};

// ipc(2) with SEMOP or SEMTIMEDOP: i386's road to System V objects before it had a call for each.
static bool find_pointer(const struct system_call *call, struct pointer *found) {
#ifdef SYS_ipc
    const unsigned long which = call->arguments[0] & 0xffff;
    if (call->number == SYS_ipc && (which == 1 || which == 4)) {
        *found = (struct pointer){SYS_ipc, 4, 6, 2};
        return true;
    }
    if (call->number == SYS_ipc && which == 12) {
        // MSGRCV: the address of the buffer and the type that is asked for.
        *found = (struct pointer){SYS_ipc, 4, 2 * sizeof(long), -1};
        return true;
    }
#endif
    for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++) {
        if (pointers[i].number == call->number) {
            *found = pointers[i];
            return true;
        }
    }
    return false;
}

// Bytes read; fewer than wanted where the memory ends.
static size_t read_memory(const struct task *task, unsigned long address, uint8_t *bytes, size_t size) {
    int fd = task_open(task, "mem");
    if (fd < 0)
        return 0;
    ssize_t count = pread(fd, bytes, size, (off_t)address);
    if (count < 0) {
        // Across the end of what is mapped nothing is read at all: up to the end of the page then.
        size_t rest = 4096 - (address & 4095);
        count = rest < size ? pread(fd, bytes, rest, (off_t)address) : -1;
    }
    close(fd);
    return count < 0 ? 0 : (size_t)count;
}

void peek_memory(struct sheet *sheet, const struct task *task, const struct system_call *call) {
    struct pointer pointer;
    uint8_t bytes[MEMORY_MAX];
    if (!find_pointer(call, &pointer))
        return;
    unsigned long address = call->arguments[pointer.argument];
    size_t size = MEMORY_MAX;
    if (pointer.size != 0 && pointer.count < 0)
        size = pointer.size;
    else if (pointer.size != 0 && call->arguments[pointer.count] < MEMORY_MAX / pointer.size)
        size = call->arguments[pointer.count] * pointer.size;
    size = read_memory(task, address, bytes, size);
    if (pointer.size == 0)
        size = strnlen((const char *)bytes, size);
    sheet_add(sheet, "memory %s %s 0x%lx ", task->process, task->thread, address);
    for (size_t i = 0; i < size; i++)
        sheet_add(sheet, "%02x", bytes[i]);
    sheet_end_line(sheet);
}

unsigned long peek_futex(const struct system_call *call) {
    bool waits = false;
#ifdef SYS_futex
    waits = waits || call->number == SYS_futex;
#endif
#ifdef SYS_futex_time64
    waits = waits || call->number == SYS_futex_time64;
#endif
    return waits ? call->arguments[0] : 0;
}
