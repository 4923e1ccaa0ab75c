// SPDX-License-Identifier: GPL-2.0
#include "user.h"

#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

/* Words of the stack that are looked at: for the program's call of the library, since stdio works deep
 * inside; for the frame of its caller; and for what a program leaves there when it begins. */
enum { FAR = 640, NEAR = 128, FIRST = 24 };

/* Farther from a frame than this is none of its callers', bytes. */
enum { STACK_MOST = 8 << 20 };

bool user_read(void *to, unsigned long from, size_t size) {
    const u8 __user *at = (const u8 __user *)from;
    u8 *byte = to;
    bool done = false;

    pagefault_disable();
    if (user_access_begin(at, size)) {
        for (; size >= sizeof(u32); size -= sizeof(u32), at += sizeof(u32), byte += sizeof(u32))
            unsafe_get_user(*(u32 *)byte, (const u32 __user *)at, missing);
        for (; size > 0; size--)
            unsafe_get_user(*byte++, at++, missing);
        done = true;
    missing:
        user_access_end();
    }
    pagefault_enable();
    return done;
}

int user_text(char *to, unsigned long address, int most) {
    /* strncpy_from_user_nofault() counts the NUL, which it always writes. */
    const long length = strncpy_from_user_nofault(to, (const void __user *)address, most);

    return length <= 0 ? -1 : (int)length - 1;
}

static bool is_code(const struct mm_struct *mm, u32 address) {
    return address > mm->start_code && address <= mm->end_code;
}

/* Whether a call ends there: e8 and a distance, or ff /2 with a register, a short or a long address. */
static bool follows_call(u32 address) {
    u8 code[6];

    if (!user_read(code, address - sizeof(code), sizeof(code)))
        return false;
    return code[1] == 0xe8 || (code[4] == 0xff && (code[5] & 0x38) == 0x10) ||
           (code[3] == 0xff && (code[4] & 0x38) == 0x10) || (code[0] == 0xff && (code[1] & 0x38) == 0x10);
}

static bool is_frame(unsigned long base, unsigned long place) {
    return base > place && base - place < STACK_MOST && base % sizeof(u32) == 0;
}

/*
 * The next word of the stack that is an address of the program's own code behind a call: where the program
 * called the library, whose functions keep no frame pointer. With a base: only one with the base of a frame
 * before it.
 */
static u32 find_return(const struct mm_struct *mm, unsigned long *place, unsigned int most,
                       unsigned long *base) {
    const unsigned long end = *place + most * sizeof(u32);
    u32 word, before = 0, found = 0;

    pagefault_disable();
    if (user_access_begin((const void __user *)*place, most * sizeof(u32))) {
        for (; *place < end; *place += sizeof(u32), before = word) {
            unsafe_get_user(word, (const u32 __user *)*place, missing);
            if (is_code(mm, word) && (!base || is_frame(before, *place)) && follows_call(word)) {
                found = word;
                if (base)
                    *base = before;
                break;
            }
        }
    missing:
        user_access_end();
    }
    pagefault_enable();
    return found;
}

/* Whether the program itself has been reached: its first function leaves where it called the library. */
static bool has_begun(const struct mm_struct *mm, unsigned long place) {
    const unsigned long first = mm->start_stack - FIRST * sizeof(u32);

    if (place > mm->start_stack || mm->start_stack - place > PAGE_SIZE * 4)
        return true; /* a thread's stack, or deep inside */
    place = max(place, first);
    return find_return(mm, &place, FIRST, NULL) != 0;
}

/* From the first one on: by the base of its frame, or by the next frame on the stack. */
static void follow(const struct mm_struct *mm, struct trail *trail) {
    unsigned long place = trail->place + sizeof(u32), base = trail->base;
    u32 frame[2];

    /* The library has used the base for something else: the frame of who called it is the next one on the
     * stack. */
    if (!is_frame(base, place)) {
        trail->callers[trail->count] = find_return(mm, &place, NEAR, &base);
        if (!trail->callers[trail->count])
            return;
        trail->count++;
    }
    /* From there on the program's own functions, which keep it: each frame begins with the base of its
     * caller's. */
    for (; trail->count < CALLERS_MOST && is_frame(base, place); trail->count++) {
        if (!user_read(frame, base, sizeof(frame)) || !is_code(mm, frame[1]))
            break;
        trail->callers[trail->count] = frame[1];
        place = base;
        base = frame[0];
    }
}

/* Whether the same functions are on the stack as before, though the innermost may call from another line now.
 */
static bool is_same(const struct mm_struct *mm, const struct pt_regs *regs, struct trail *trail) {
    u32 word;

    if (trail->place == 0 || trail->stack != regs->sp || trail->base != regs->bp)
        return false;
    if (!user_read(&word, trail->place, sizeof(word)) || !is_code(mm, word))
        return false;
    trail->callers[0] = word;
    return true;
}

void user_trail(const struct pt_regs *regs, struct trail *trail) {
    const struct mm_struct *mm = current->mm;
    unsigned long place = regs->sp;
    u32 first;

    if (mm && is_same(mm, regs, trail))
        return;
    *trail = (struct trail){.stack = regs->sp, .base = regs->bp};
    if (!mm || !has_begun(mm, place))
        return;
    first = find_return(mm, &place, FAR, NULL);
    if (!first)
        return;
    trail->place = place;
    trail->callers[0] = first;
    trail->count = 1;
    follow(mm, trail);
}
