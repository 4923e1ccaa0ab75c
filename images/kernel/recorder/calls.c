// SPDX-License-Identifier: GPL-2.0
/* System calls: a record when one begins, and one when it ends. */
#include <asm/syscall.h>
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/futex.h>
#include <linux/ipc.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sem.h>
#include <linux/socket.h>
#include <linux/string.h>
#include <linux/uio.h>

#include "build.h"
#include "names.h"
#include "probes.h"
#include "recorder.h"
#include "shapes.h"
#include "user.h"

/* The object of an identifier or of an address among the arguments. */
static bool find_referred(const struct call *call, struct object *object) {
    static const enum object_kind kinds[] = {
        [REFERS_MESSAGE_QUEUE] = OBJECT_MESSAGE_QUEUE,
        [REFERS_SEMAPHORE_SET] = OBJECT_SEMAPHORE_SET,
        [REFERS_SHARED_MEMORY] = OBJECT_SHARED_MEMORY,
    };
    const enum refers refers = call->shape->refers;
    u16 which;

    if (refers == REFERS_FUTEX) {
        object_of_futex(call->arguments[0], call->arguments[1] & FUTEX_PRIVATE_FLAG, object);
        return true;
    }
    if (refers == REFERS_NOTHING || refers > REFERS_FUTEX)
        return false;
    *object = (struct object){.kind = kinds[refers], .id = call->arguments[0]};
    /* semop: the first of its operations says which semaphore; semctl: an argument. */
    if (refers == REFERS_SEMAPHORE_SET) {
        if (call->number == __NR_semctl || (call->number == __NR_ipc && call->part == SEMCTL))
            object->place = call->arguments[1];
        else if (user_read(&which, call->arguments[1], sizeof(which)))
            object->place = which;
    }
    return true;
}

static void add_polled(struct build *build, const struct call *call) {
    struct pollfd polled;
    u32 i;

    for (i = 0; i < min_t(u32, call->arguments[1], USES_MOST); i++) {
        if (user_read(&polled, call->arguments[0] + i * sizeof(polled), sizeof(polled)))
            build_add_descriptor(build, polled.fd);
    }
}

static void add_selected(struct build *build, const struct call *call) {
    u32 wanted = 0, set, i;

    for (i = 1; i <= 3; i++) {
        if (call->arguments[i] && user_read(&set, call->arguments[i], sizeof(set)))
            wanted |= set;
    }
    for (i = 0; i < min_t(u32, call->arguments[0], 32); i++) {
        if (wanted & (1u << i))
            build_add_descriptor(build, i);
    }
}

static void add_uses(struct build *build, const struct call *call) {
    const struct shape *shape = call->shape;
    struct object object;
    u32 i;

    for (i = 0; i < 6 && shape->descriptors >> i; i++) {
        if (shape->descriptors & (1 << i))
            build_add_descriptor(build, call->arguments[i]);
    }
    if (shape->refers == REFERS_POLL)
        add_polled(build, call);
    else if (shape->refers == REFERS_SELECT)
        add_selected(build, call);
    else if (find_referred(call, &object))
        build_add_object(build, SECTION_OBJECT, &object, 0, 3);
}

/* Where bytes begin, and how many there are at most. False: what says so is not there yet. */
static bool find_bytes(const struct call *call, u32 argument, u32 *address, u32 *size) {
    struct iovec vector;
    struct user_msghdr header;

    *address = call->arguments[argument - 1];
    *size = call->arguments[argument];
    switch (call->shape->form) {
    case FORM_HEADER:
        if (!user_read(&header, *address, sizeof(header)))
            return false;
        *address = (u32)(unsigned long)header.msg_iov;
        *size = header.msg_iovlen;
        fallthrough;
    case FORM_VECTOR:
        if (*size == 0)
            return true;
        if (!user_read(&vector, *address, sizeof(vector)))
            return false;
        *address = (u32)(unsigned long)vector.iov_base;
        *size = vector.iov_len;
        break;
    case FORM_MESSAGE:
        *address += sizeof(u32);
        break;
    case FORM_OPERATIONS:
        *size = min_t(u32, *size, BYTES_MOST) * sizeof(struct sembuf);
        break;
    default:
        break;
    }
    return true;
}

/* False: they are not there yet. */
static bool add_bytes(struct build *build, u8 tag, const struct call *call, u32 argument, u32 most) {
    u8 bytes[BYTES_MOST];
    u32 address, size;

    if (!find_bytes(call, argument, &address, &size))
        return false;
    size = min3(size, most, (u32)BYTES_MOST);
    if (!user_read(bytes, address, size))
        return false;
    build_add(build, tag, bytes, size);
    return true;
}

static bool add_path(struct build *build, const struct call *call) {
    char path[PATH_MOST + 1];
    const int length = user_text(path, call->arguments[call->shape->path - 1], sizeof(path));

    if (length < 0)
        return false;
    build_add(build, SECTION_PATH, path, length);
    return true;
}

/* Whom a message is sent to. False: it is not there yet. */
static noinline_for_stack bool add_address(struct build *build, const struct call *call) {
    u32 at = call->arguments[call->shape->address - 1], size = call->arguments[call->shape->address];
    struct sockaddr_storage address = {};
    struct user_msghdr header;
    char name[PATH_MOST];

    if (call->shape->form == FORM_HEADER) {
        if (!user_read(&header, at, sizeof(header)))
            return false;
        at = (u32)(unsigned long)header.msg_name;
        size = header.msg_namelen;
    }
    if (at == 0 || size <= sizeof(address.ss_family) || size > sizeof(address))
        return true;
    if (!user_read(&address, at, size))
        return false;
    size = name_of_address(&address, size, name, sizeof(name));
    build_add(build, SECTION_ADDRESS, name, size);
    return true;
}

/* What the call hands over. False: not all of it is there yet. */
static bool add_handed(struct build *build, u8 tag, const struct call *call) {
    bool whole = true;

    if (call->shape->path)
        whole = add_path(build, call);
    if (call->shape->hands)
        whole = add_bytes(build, tag, call, call->shape->hands, BYTES_MOST) && whole;
    if (call->shape->address)
        whole = add_address(build, call) && whole;
    return whole;
}

/* Whether it is asked for. */
static bool is_wanted(const struct recorder *recorder, const struct call *call) {
    if (recorder->whole)
        return true;
    if (call->part)
        return test_bit(call->part + (call->number == __NR_ipc ? SET_IPC : SET_SOCKETS), recorder->calls);
    return call->number < SET_SOCKETS && test_bit(call->number, recorder->calls);
}

static void record_call(struct pt_regs *regs, long number) {
    struct member *member = member_of(current);
    struct record_call *record;
    struct build build;
    struct call call;

    if (!member->recorder || member->silent)
        return;
    call_read(&call, regs, number);
    if (!is_wanted(member->recorder, &call))
        return;
    record = build_begin(&build, member->recorder, sizeof(*record));
    record->process = member->process;
    record->number = call.number;
    record->part = call.part;
    memcpy(record->arguments, call.arguments, sizeof(record->arguments));
    add_uses(&build, &call);
    if (!add_handed(&build, SECTION_BYTES, &call))
        build.recorder->untold[member->thread % UNTOLD_MOST] = member->thread;
    user_trail(regs, &member->trail);
    if (member->trail.count)
        build_add(&build, SECTION_CALLERS, member->trail.callers, member->trail.count * sizeof(u32));
    recorder_put(build.recorder, build.bytes, build.size, RECORD_CALL, 0, member->thread);
}

static void add_pair(struct build *build, const struct call *call) {
    u32 pair[2];

    if (!user_read(pair, call->arguments[call->shape->pair - 1], sizeof(pair)))
        return;
    build_add_descriptor(build, pair[0]);
    build_add_descriptor(build, pair[1]);
}

/* Descriptors that came in a message. */
static void add_passed(struct build *build, const struct call *call) {
    struct user_msghdr header;
    struct cmsghdr control;
    u32 at, end, descriptor;

    if (!user_read(&header, call->arguments[1], sizeof(header)) || header.msg_controllen < sizeof(control))
        return;
    at = (u32)(unsigned long)header.msg_control;
    if (!user_read(&control, at, sizeof(control)) || control.cmsg_level != SOL_SOCKET ||
        control.cmsg_type != SCM_RIGHTS)
        return;
    end = at + min_t(u32, control.cmsg_len, sizeof(control) + USES_MOST * sizeof(descriptor));
    for (at += sizeof(control); at < end; at += sizeof(descriptor)) {
        if (user_read(&descriptor, at, sizeof(descriptor)))
            build_add_descriptor(build, descriptor);
    }
}

static bool duplicates(const struct call *call) {
    return (call->number == __NR_fcntl64 || call->number == __NR_fcntl) &&
           (call->arguments[1] == F_DUPFD || call->arguments[1] == F_DUPFD_CLOEXEC);
}

static void add_made(struct build *build, const struct call *call, s32 result) {
    switch (call->shape->makes) {
    case MAKES_DESCRIPTOR:
        build_add_descriptor(build, result);
        break;
    case MAKES_PAIR:
        add_pair(build, call);
        break;
    case MAKES_PASSED:
        add_passed(build, call);
        break;
    default:
        if (duplicates(call))
            build_add_descriptor(build, result);
    }
}

/* Of the first object that it used, if it puts something in or takes something out. */
static void add_content(struct build *build, const struct call *call) {
    const struct shape *shape = call->shape;
    struct content content;
    struct object object;
    u8 access;
    bool found;

    if (shape->descriptors)
        found = (shape->hands || shape->gets || shape->moves) &&
                object_of_descriptor(call->arguments[__builtin_ctz(shape->descriptors)], &object, &access);
    else
        found = find_referred(call, &object);
    if (found && object_content(&object, &content))
        build_add(build, SECTION_CONTENT, &content, sizeof(content));
}

static void record_return(struct pt_regs *regs, long result) {
    const struct member *member = member_of(current);
    struct record_return *record;
    struct build build;
    struct call call;
    u32 *untold;

    if (!member->recorder || member->silent)
        return;
    call_read(&call, regs, syscall_get_nr(current, regs));
    if (!is_wanted(member->recorder, &call))
        return;
    record = build_begin(&build, member->recorder, sizeof(*record));
    record->number = call.number;
    record->part = call.part;
    record->result = result;
    untold = &build.recorder->untold[member->thread % UNTOLD_MOST];
    if (*untold == member->thread) {
        *untold = 0;
        add_handed(&build, SECTION_HANDED, &call);
    }
    if (result >= 0)
        add_made(&build, &call, result);
    if (result > 0 && call.shape->gets)
        add_bytes(&build, SECTION_BYTES, &call, call.shape->gets, result);
    add_content(&build, &call);
    recorder_put(build.recorder, build.bytes, build.size, RECORD_RETURN, 0, member->thread);
}

/* No interrupt between: its own probes look others up, and a place in the table of members may be another's
 * then. */
void probe_call(void *data, struct pt_regs *regs, long number) {
    unsigned long flags;

    local_irq_save(flags);
    record_call(regs, number);
    local_irq_restore(flags);
}

void probe_return(void *data, struct pt_regs *regs, long result) {
    unsigned long flags;

    local_irq_save(flags);
    record_return(regs, result);
    local_irq_restore(flags);
}
