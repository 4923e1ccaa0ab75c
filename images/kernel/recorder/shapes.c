// SPDX-License-Identifier: GPL-2.0
#include "shapes.h"

#include <asm/syscall.h>
#include <asm/unistd.h>
#include <linux/ipc.h>
#include <linux/kernel.h>
#include <linux/net.h>
#include <linux/sched.h>

#include "user.h"

#define FD(n) (1 << ((n)-1))

static const struct shape shapes[] = {
    [__NR_read] = {FD(1), .gets = 2},
    [__NR_write] = {FD(1), .hands = 2},
    [__NR_pread64] = {FD(1), .gets = 2},
    [__NR_pwrite64] = {FD(1), .hands = 2},
    [__NR_readv] = {FD(1), .gets = 2, .form = FORM_VECTOR},
    [__NR_writev] = {FD(1), .hands = 2, .form = FORM_VECTOR},
    [__NR_preadv] = {FD(1), .gets = 2, .form = FORM_VECTOR},
    [__NR_pwritev] = {FD(1), .hands = 2, .form = FORM_VECTOR},
    [__NR_open] = {.path = 1, .makes = MAKES_DESCRIPTOR},
    [__NR_openat] = {FD(1), .path = 2, .makes = MAKES_DESCRIPTOR},
    [__NR_openat2] = {FD(1), .path = 2, .makes = MAKES_DESCRIPTOR},
    [__NR_creat] = {.path = 1, .makes = MAKES_DESCRIPTOR},
    [__NR_close] = {FD(1)},
    [__NR_dup] = {FD(1), .makes = MAKES_DESCRIPTOR},
    [__NR_dup2] = {FD(1) | FD(2), .makes = MAKES_DESCRIPTOR},
    [__NR_dup3] = {FD(1) | FD(2), .makes = MAKES_DESCRIPTOR},
    [__NR_fcntl] = {FD(1)},
    [__NR_fcntl64] = {FD(1)},
    [__NR_flock] = {FD(1)},
    [__NR_ioctl] = {FD(1)},
    [__NR_lseek] = {FD(1)},
    [__NR__llseek] = {FD(1)},
    [__NR_fsync] = {FD(1)},
    [__NR_fdatasync] = {FD(1)},
    [__NR_ftruncate] = {FD(1)},
    [__NR_ftruncate64] = {FD(1)},
    [__NR_fstat64] = {FD(1)},
    [__NR_getdents64] = {FD(1)},
    [__NR_fchdir] = {FD(1)},
    [__NR_fchmod] = {FD(1)},
    [__NR_mmap2] = {FD(5)},
    [__NR_pipe] = {.makes = MAKES_PAIR, .pair = 1},
    [__NR_pipe2] = {.makes = MAKES_PAIR, .pair = 1},
    [__NR_sendfile] = {FD(1) | FD(2), .moves = 1},
    [__NR_sendfile64] = {FD(1) | FD(2), .moves = 1},
    [__NR_splice] = {FD(1) | FD(3), .moves = 1},
    [__NR_tee] = {FD(1) | FD(2), .moves = 1},
    [__NR_vmsplice] = {FD(1), .hands = 2, .form = FORM_VECTOR},
    [__NR_copy_file_range] = {FD(1) | FD(3), .moves = 1},
    [__NR_poll] = {.refers = REFERS_POLL},
    [__NR_ppoll] = {.refers = REFERS_POLL},
    [__NR_ppoll_time64] = {.refers = REFERS_POLL},
    [__NR__newselect] = {.refers = REFERS_SELECT},
    [__NR_pselect6] = {.refers = REFERS_SELECT},
    [__NR_pselect6_time64] = {.refers = REFERS_SELECT},
    [__NR_epoll_create] = {.makes = MAKES_DESCRIPTOR},
    [__NR_epoll_create1] = {.makes = MAKES_DESCRIPTOR},
    [__NR_epoll_ctl] = {FD(1) | FD(3)},
    [__NR_epoll_wait] = {FD(1)},
    [__NR_epoll_pwait] = {FD(1)},
    [__NR_epoll_pwait2] = {FD(1)},
    [__NR_eventfd] = {.makes = MAKES_DESCRIPTOR},
    [__NR_eventfd2] = {.makes = MAKES_DESCRIPTOR},
    [__NR_signalfd4] = {FD(1), .makes = MAKES_DESCRIPTOR},
    [__NR_timerfd_create] = {.makes = MAKES_DESCRIPTOR},
    [__NR_timerfd_settime] = {FD(1)},
    [__NR_timerfd_settime64] = {FD(1)},
    [__NR_timerfd_gettime] = {FD(1)},
    [__NR_timerfd_gettime64] = {FD(1)},
    [__NR_inotify_init] = {.makes = MAKES_DESCRIPTOR},
    [__NR_inotify_init1] = {.makes = MAKES_DESCRIPTOR},
    [__NR_inotify_add_watch] = {FD(1), .path = 2},
    [__NR_inotify_rm_watch] = {FD(1)},
    [__NR_memfd_create] = {.path = 1, .makes = MAKES_DESCRIPTOR},
    [__NR_pidfd_open] = {.makes = MAKES_DESCRIPTOR},
    [__NR_pidfd_getfd] = {FD(1), .makes = MAKES_DESCRIPTOR},
    [__NR_pidfd_send_signal] = {FD(1)},
    [__NR_mq_open] = {.path = 1, .makes = MAKES_DESCRIPTOR},
    [__NR_mq_unlink] = {.path = 1},
    [__NR_mq_timedsend] = {FD(1), .hands = 2},
    [__NR_mq_timedsend_time64] = {FD(1), .hands = 2},
    [__NR_mq_timedreceive] = {FD(1), .gets = 2},
    [__NR_mq_timedreceive_time64] = {FD(1), .gets = 2},
    [__NR_mq_notify] = {FD(1)},
    [__NR_mq_getsetattr] = {FD(1)},
    [__NR_socket] = {.makes = MAKES_DESCRIPTOR},
    [__NR_socketpair] = {.makes = MAKES_PAIR, .pair = 4},
    [__NR_bind] = {FD(1)},
    [__NR_connect] = {FD(1)},
    [__NR_listen] = {FD(1)},
    [__NR_accept4] = {FD(1), .makes = MAKES_DESCRIPTOR},
    [__NR_shutdown] = {FD(1)},
    [__NR_getsockname] = {FD(1)},
    [__NR_getpeername] = {FD(1)},
    [__NR_getsockopt] = {FD(1)},
    [__NR_setsockopt] = {FD(1)},
    [__NR_sendto] = {FD(1), .hands = 2, .address = 5},
    [__NR_recvfrom] = {FD(1), .gets = 2},
    [__NR_sendmsg] = {FD(1), .hands = 2, .form = FORM_HEADER, .address = 2},
    [__NR_recvmsg] = {FD(1), .gets = 2, .form = FORM_HEADER, .makes = MAKES_PASSED},
    [__NR_msgsnd] = {.hands = 2, .form = FORM_MESSAGE, .refers = REFERS_MESSAGE_QUEUE},
    [__NR_msgrcv] = {.gets = 2, .form = FORM_MESSAGE, .refers = REFERS_MESSAGE_QUEUE},
    [__NR_msgctl] = {.refers = REFERS_MESSAGE_QUEUE},
    [__NR_semctl] = {.refers = REFERS_SEMAPHORE_SET},
    [__NR_semtimedop_time64] = {.hands = 2, .form = FORM_OPERATIONS, .refers = REFERS_SEMAPHORE_SET},
    [__NR_shmat] = {.refers = REFERS_SHARED_MEMORY},
    [__NR_shmctl] = {.refers = REFERS_SHARED_MEMORY},
    [__NR_futex] = {.refers = REFERS_FUTEX},
    [__NR_futex_time64] = {.refers = REFERS_FUTEX},
    [__NR_clone3] = {.hands = 1},
    [__NR_execve] = {.path = 1},
    [__NR_execveat] = {FD(1), .path = 2},
    [__NR_unlink] = {.path = 1},
    [__NR_unlinkat] = {FD(1), .path = 2},
    [__NR_link] = {.path = 1},
    [__NR_symlink] = {.path = 2},
    [__NR_rename] = {.path = 1},
    [__NR_mkdir] = {.path = 1},
    [__NR_mkdirat] = {FD(1), .path = 2},
    [__NR_rmdir] = {.path = 1},
    [__NR_mknod] = {.path = 1},
    [__NR_mknodat] = {FD(1), .path = 2},
    [__NR_access] = {.path = 1},
    [__NR_faccessat] = {FD(1), .path = 2},
    [__NR_chdir] = {.path = 1},
    [__NR_chmod] = {.path = 1},
    [__NR_stat64] = {.path = 1},
    [__NR_lstat64] = {.path = 1},
    [__NR_fstatat64] = {FD(1), .path = 2},
    [__NR_statx] = {FD(1), .path = 2},
    [__NR_readlink] = {.path = 1},
    [__NR_readlinkat] = {FD(1), .path = 2},
    [__NR_truncate] = {.path = 1},
    [__NR_truncate64] = {.path = 1},
};

/* semop(2) and accept(2) have no number of their own on i386: they have the one of the call that they are a
 * case of. */
static const struct part {
    u16 number;
    u8 count; /* of arguments, which lie in memory */
} sockets[] = {
    [SYS_SOCKET] = {__NR_socket, 3},
    [SYS_BIND] = {__NR_bind, 3},
    [SYS_CONNECT] = {__NR_connect, 3},
    [SYS_LISTEN] = {__NR_listen, 2},
    [SYS_ACCEPT] = {__NR_accept4, 3},
    [SYS_GETSOCKNAME] = {__NR_getsockname, 3},
    [SYS_GETPEERNAME] = {__NR_getpeername, 3},
    [SYS_SOCKETPAIR] = {__NR_socketpair, 4},
    [SYS_SEND] = {__NR_sendto, 4},
    [SYS_RECV] = {__NR_recvfrom, 4},
    [SYS_SENDTO] = {__NR_sendto, 6},
    [SYS_RECVFROM] = {__NR_recvfrom, 6},
    [SYS_SHUTDOWN] = {__NR_shutdown, 2},
    [SYS_SETSOCKOPT] = {__NR_setsockopt, 5},
    [SYS_GETSOCKOPT] = {__NR_getsockopt, 5},
    [SYS_SENDMSG] = {__NR_sendmsg, 3},
    [SYS_RECVMSG] = {__NR_recvmsg, 3},
    [SYS_ACCEPT4] = {__NR_accept4, 4},
};

static const struct shape *shape_of(u32 number) {
    static const struct shape none;

    return number < ARRAY_SIZE(shapes) ? &shapes[number] : &none;
}

static void read_socket(struct call *call) {
    u32 arguments[6] = {};
    const u32 part = call->arguments[0];
    const u32 from = call->arguments[1];

    if (part >= ARRAY_SIZE(sockets) || sockets[part].count == 0)
        return;
    call->part = part;
    if (!user_read(arguments, from, sockets[part].count * sizeof(u32)))
        return;
    memcpy(call->arguments, arguments, sizeof(arguments));
    call->shape = shape_of(sockets[part].number);
}

/* ipc(2): which, first, second, third, pointer, fifth. */
static void read_ipc(struct call *call) {
    const u32 which = call->arguments[0] & 0xffff, version = call->arguments[0] >> 16;
    const u32 first = call->arguments[1], second = call->arguments[2], third = call->arguments[3];
    const u32 pointer = call->arguments[4], fifth = call->arguments[5];
    u32 old[2] = {};
    struct call as = {.number = call->number, .part = which};

    switch (which) {
    case SEMOP:
    case SEMTIMEDOP:
        as.shape = shape_of(__NR_semtimedop_time64);
        as.arguments[0] = first;
        as.arguments[1] = pointer;
        as.arguments[2] = second;
        as.arguments[3] = which == SEMOP ? 0 : fifth;
        break;
    case SEMCTL:
        as.shape = shape_of(__NR_semctl);
        as.arguments[0] = first;
        as.arguments[1] = second;
        as.arguments[2] = third;
        if (user_read(old, pointer, sizeof(u32)))
            as.arguments[3] = old[0];
        break;
    case MSGSND:
        as.shape = shape_of(__NR_msgsnd);
        as.arguments[0] = first;
        as.arguments[1] = pointer;
        as.arguments[2] = second;
        as.arguments[3] = third;
        break;
    case MSGRCV:
        as.shape = shape_of(__NR_msgrcv);
        if (version != 0) {
            old[0] = pointer;
            old[1] = fifth;
        } else if (!user_read(old, pointer, sizeof(old))) {
            return;
        }
        as.arguments[0] = first;
        as.arguments[1] = old[0];
        as.arguments[2] = second;
        as.arguments[3] = old[1];
        as.arguments[4] = third;
        break;
    case SHMAT:
        as.shape = shape_of(__NR_shmat);
        as.arguments[0] = first;
        as.arguments[1] = pointer;
        as.arguments[2] = second;
        break;
    case SHMDT:
        as.shape = shape_of(__NR_shmdt);
        as.arguments[0] = pointer;
        break;
    case SEMGET:
    case SHMGET:
    case MSGGET:
        as.shape = shape_of(which == SEMGET ? __NR_semget : which == SHMGET ? __NR_shmget : __NR_msgget);
        as.arguments[0] = first;
        as.arguments[1] = second;
        as.arguments[2] = third;
        break;
    case MSGCTL:
    case SHMCTL:
        as.shape = shape_of(which == MSGCTL ? __NR_msgctl : __NR_shmctl);
        as.arguments[0] = first;
        as.arguments[1] = second;
        as.arguments[2] = pointer;
        break;
    default:
        return;
    }
    *call = as;
}

void call_read(struct call *call, const struct pt_regs *regs, long number) {
    call->number = number;
    call->part = 0;
    call->shape = shape_of(number);
    call->arguments[0] = regs->bx;
    call->arguments[1] = regs->cx;
    call->arguments[2] = regs->dx;
    call->arguments[3] = regs->si;
    call->arguments[4] = regs->di;
    call->arguments[5] = regs->bp;
    if (number == __NR_socketcall)
        read_socket(call);
    else if (number == __NR_ipc)
        read_ipc(call);
}
