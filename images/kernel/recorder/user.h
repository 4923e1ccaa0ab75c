/* SPDX-License-Identifier: GPL-2.0 */
/* What of a program's memory is there just now: a probe must not wait for a page. */
#ifndef RECORDER_USER_H
#define RECORDER_USER_H

#include <linux/ptrace.h>
#include <linux/types.h>

#include "records.h"

/* False: not all of it is there. */
bool user_read(void *to, unsigned long address, size_t size);

/* A text of at most `most` bytes; its length, or -1: it is not there. */
int user_text(char *to, unsigned long address, int most);

/* Where a thread called from: return addresses in the program's own code, the innermost first. */
struct trail {
    unsigned long stack, base; /* the registers then */
    unsigned long place;       /* of the first address on the stack; 0: there is none */
    unsigned int count;
    u32 callers[CALLERS_MOST];
};

/* Follows it; what was found last is a help, if it was the same thread's. */
void user_trail(const struct pt_regs *regs, struct trail *trail);

#endif
