#include "peek.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MEMORY_MAX = 256, SET_MAX = 1024 / 8, WATCHED_MAX = 64 };

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
};

static const int selects[] = {
#ifdef SYS_select
    SYS_select,
#endif
#ifdef SYS__newselect
    SYS__newselect,
#endif
    SYS_pselect6,
#ifdef SYS_pselect6_time64
    SYS_pselect6_time64,
#endif
};

static const int epoll_waits[] = {
#ifdef SYS_epoll_wait
    SYS_epoll_wait,
#endif
    SYS_epoll_pwait,
#ifdef SYS_epoll_pwait2
    SYS_epoll_pwait2,
#endif
};

static bool is_one_of(const int *numbers, size_t count, long number) {
    while (count > 0 && numbers[count - 1] != number)
        count--;
    return count > 0;
}

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

static void add_memory(struct sheet *sheet, const struct task *task, unsigned long address,
                       const uint8_t *bytes, size_t size) {
    sheet_add(sheet, "memory %s %s 0x%lx ", task->process, task->thread, address);
    for (size_t i = 0; i < size; i++)
        sheet_add(sheet, "%02x", bytes[i]);
    sheet_end_line(sheet);
}

// What select(2) waits for: all of its three sets as one. While it waits they are as it was given them.
static void add_sets(struct sheet *sheet, const struct task *task, const struct system_call *call) {
    uint8_t all[SET_MAX] = {0};
    uint8_t set[SET_MAX];
    unsigned long bits = call->arguments[0];
    size_t size = bits < SET_MAX * 8 ? (bits + 7) / 8 : SET_MAX;
    for (size_t i = 1; i <= 3; i++) {
        size_t count = call->arguments[i] == 0 ? 0 : read_memory(task, call->arguments[i], set, size);
        for (size_t at = 0; at < count; at++)
            all[at] |= set[at];
    }
    if (bits % 8 != 0 && size > 0 && bits < SET_MAX * 8)
        all[size - 1] &= (uint8_t)((1U << bits % 8) - 1);
    add_memory(sheet, task, call->arguments[1], all, size);
}

// What epoll_wait(2) waits for, as proc(5) has it of the descriptor.
static void add_watched(struct sheet *sheet, const struct task *task, unsigned long descriptor) {
    char name[32];
    char line[256];
    unsigned count = 0;
    snprintf(name, sizeof name, "fdinfo/%lu", descriptor);
    FILE *file = task_stream(task, name);
    if (file == NULL)
        return;
    sheet_add(sheet, "watches %s %s", task->process, task->thread);
    while (count < WATCHED_MAX && fgets(line, sizeof line, file) != NULL) {
        int watched;
        if (sscanf(line, "tfd: %d", &watched) != 1)
            continue;
        sheet_add(sheet, " %d", watched);
        count++;
    }
    sheet_end_line(sheet);
    fclose(file);
}

void peek_memory(struct sheet *sheet, const struct task *task, const struct system_call *call) {
    struct pointer pointer;
    uint8_t bytes[MEMORY_MAX];
    if (is_one_of(selects, sizeof selects / sizeof *selects, call->number))
        add_sets(sheet, task, call);
    if (is_one_of(epoll_waits, sizeof epoll_waits / sizeof *epoll_waits, call->number))
        add_watched(sheet, task, call->arguments[0]);
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
    add_memory(sheet, task, address, bytes, size);
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
