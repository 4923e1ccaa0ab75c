/* SPDX-License-Identifier: GPL-2.0 */
/* What the arguments of each system call stand for. */
#ifndef RECORDER_SHAPES_H
#define RECORDER_SHAPES_H

#include <linux/ptrace.h>
#include <linux/types.h>

enum bytes_form {
    FORM_BYTES,      /* an address and a size */
    FORM_VECTOR,     /* struct iovec */
    FORM_HEADER,     /* struct msghdr */
    FORM_MESSAGE,    /* struct msgbuf: a long before the text */
    FORM_OPERATIONS, /* struct sembuf, and how many */
};

enum refers {
    REFERS_NOTHING,
    REFERS_MESSAGE_QUEUE, /* the first argument is an identifier */
    REFERS_SEMAPHORE_SET,
    REFERS_SHARED_MEMORY,
    REFERS_FUTEX, /* the first argument is an address */
    REFERS_POLL,  /* struct pollfd, and how many */
    REFERS_SELECT,
};

enum makes {
    MAKES_NOTHING,
    MAKES_DESCRIPTOR, /* the result */
    MAKES_PAIR,       /* two, at an address */
    MAKES_PASSED,     /* in a struct msghdr */
};

/* Arguments are counted from 1; 0: there is none. */
struct shape {
    u8 descriptors; /* bit n: argument n + 1 is one */
    u8 path;
    u8 hands, gets; /* address of bytes; the size is the next argument, or the result */
    u8 form, refers, makes;
    u8 pair;    /* address of the two */
    u8 moves;   /* bytes from one to the other */
    u8 address; /* of whom it is sent to; the size is the next argument. Of a struct msghdr: in it */
};

/* A call as the function that it is, with that function's arguments. */
struct call {
    u16 number, part;
    u32 arguments[6];
    const struct shape *shape;
};

void call_read(struct call *call, const struct pt_regs *regs, long number);

#endif
