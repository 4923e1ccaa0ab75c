/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the recorder hands out: records, one after the other, each a multiple of four bytes. The host's reader
 * is src/xray/decode; raise RECORDS_VERSION with every change that it must know of.
 */
#ifndef RECORDER_RECORDS_H
#define RECORDER_RECORDS_H

#include <linux/types.h>

#define RECORDS_VERSION 2

enum record_type {
    RECORD_BEGIN = 1, /* first of what is handed out: version, when the recording began */
    RECORD_LOST,      /* so many records were overwritten here */
    RECORD_OBJECT,    /* what an object is called, and whom it is connected to; before records that use it */
    RECORD_CALL,
    RECORD_RETURN,
    RECORD_SWITCH,
    RECORD_WAKE,
    RECORD_FORK,
    RECORD_EXEC,
    RECORD_EXIT,
    RECORD_SENT,
    RECORD_DELIVERED,
    RECORD_FAULT,
};

struct record_head {
    u16 size; /* of the whole record */
    u8 type;
    u8 detail;  /* see each */
    u32 thread; /* as the container counts; 0: nobody of it */
    u64 time;   /* of the processor's clock, since the recording began */
};

struct record_begin {
    struct record_head head;
    u64 start; /* monotonic clock, ns */
    u32 version;
    u32 rate; /* of the processor's clock, kHz */
};

/* LOST: value is the count; WAKE: whom; SWITCH: to, detail is a state and SWITCH_PREEMPTED. */
struct record_value {
    struct record_head head;
    u32 value;
};

/* FORK: process, child; EXIT: process, status; SENT: signal, to; DELIVERED: signal, handler; FAULT: address,
 * instruction. */
struct record_pair {
    struct record_head head;
    u32 first, second;
};

/* detail: 1 if it is a thread of the same process. */
#define FORK_THREAD 1

enum switch_state {
    SWITCH_READY,
    SWITCH_WAITS,
    SWITCH_UNKILLABLE,
    SWITCH_STOPPED,
    SWITCH_TRACED,
    SWITCH_ENDED
};
#define SWITCH_PREEMPTED 0x80

#define PATH_MOST 128
#define BYTES_MOST 32
#define CALLERS_MOST 6
#define USES_MOST 6

/* EXEC: the path, and zeros to a multiple of four. */
struct record_path {
    struct record_head head;
    u32 length;
    char path[PATH_MOST];
};

enum object_kind {
    OBJECT_OTHER,
    OBJECT_PIPE,
    OBJECT_FIFO,
    OBJECT_SOCKET,
    OBJECT_FILE,
    OBJECT_DIRECTORY,
    OBJECT_TERMINAL,
    OBJECT_DEVICE,
    OBJECT_MESSAGE_QUEUE,
    OBJECT_POSIX_QUEUE,
    OBJECT_SEMAPHORE_SET,
    OBJECT_SHARED_MEMORY,
    OBJECT_FUTEX,
    OBJECT_EVENTFD,
    OBJECT_EPOLL,
    OBJECT_SIGNALFD,
    OBJECT_TIMERFD,
    OBJECT_INOTIFY,
    OBJECT_PIDFD,
};

/* detail: the kind. */
struct record_object {
    struct record_head head;
    u32 id, realm;
    u32 peer;
    u32 length;
    char name[PATH_MOST];
};

/*
 * CALL and RETURN: number as in asm/unistd_32.h; part is that of socketcall(2) and ipc(2), whose arguments
 * then are those of the function that it stands for; what follows are sections.
 */
struct record_call {
    struct record_head head;
    u32 process;
    u16 number, part;
    u32 arguments[6];
};

struct record_return {
    struct record_head head;
    u16 number, part;
    s32 result;
};

enum section_tag {
    SECTION_USE = 1, /* struct section_use; of a RETURN: a descriptor that came to be */
    SECTION_OBJECT,  /* struct section_use without a descriptor */
    SECTION_PATH,
    SECTION_BYTES, /* first bytes, handed over by a CALL, got by a RETURN */
    SECTION_CALLERS,
    SECTION_CONTENT, /* amount, capacity (all ones: no limit), of the first object after the call */
    SECTION_HANDED,  /* of a RETURN: the bytes of its CALL, whose page was not there yet; so its PATH and
                        ADDRESS */
    SECTION_ADDRESS, /* whom a message is sent to, as an OBJECT's name has it */
};

/* Its content follows, with zeros to a multiple of four. */
struct section_head {
    u16 length;
    u8 tag;
    u8 zero;
};

struct section_use {
    u32 descriptor;
    u8 kind;
    u8 access; /* 1 read, 2 write, 3 both */
    u16 zero;
    u32 id, realm; /* realm: the file system of an inode, the process of a private futex; else 0 */
};

#define RECORD_MOST 640

#endif
