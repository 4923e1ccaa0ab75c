// SPDX-License-Identifier: GPL-2.0
#include "objects.h"

#include <linux/dcache.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/ipc_namespace.h>
#include <linux/kdev_t.h>
#include <linux/magic.h>
#include <linux/major.h>
#include <linux/mm.h>
#include <linux/net.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/pipe_fs_i.h>
#include <net/af_unix.h>
#include <net/inet_sock.h>
#include <net/sock.h>

#include "user.h"

static enum object_kind kind_of_device(const struct inode *inode) {
    const unsigned int major = imajor(inode);
    const bool is_terminal = major == TTY_MAJOR || major == TTYAUX_MAJOR ||
                             (major >= UNIX98_PTY_MASTER_MAJOR && major < UNIX98_PTY_SLAVE_MAJOR + 8);

    return is_terminal ? OBJECT_TERMINAL : OBJECT_DEVICE;
}

/* Files without a name that share one inode: they are told apart by what is behind them. */
static enum object_kind kind_of_anonymous(const struct file *file) {
    static const struct {
        const char *name;
        enum object_kind kind;
    } names[] = {
        {"[eventfd]", OBJECT_EVENTFD}, {"[eventpoll]", OBJECT_EPOLL}, {"[signalfd]", OBJECT_SIGNALFD},
        {"[timerfd]", OBJECT_TIMERFD}, {"inotify", OBJECT_INOTIFY},   {"[pidfd]", OBJECT_PIDFD},
    };
    const unsigned char *name = file->f_path.dentry->d_name.name;
    size_t i;

    for (i = 0; i < ARRAY_SIZE(names); i++) {
        if (strcmp(names[i].name, name) == 0)
            return names[i].kind;
    }
    return OBJECT_OTHER;
}

static enum object_kind kind_of_file(const struct file *file) {
    const struct inode *inode = file_inode(file);
    u32 amount, capacity;

    switch (inode->i_mode & S_IFMT) {
    case S_IFIFO:
        return inode->i_sb->s_magic == PIPEFS_MAGIC ? OBJECT_PIPE : OBJECT_FIFO;
    case S_IFSOCK:
        return OBJECT_SOCKET;
    case S_IFDIR:
        return OBJECT_DIRECTORY;
    case S_IFCHR:
        return kind_of_device(inode);
    case S_IFREG:
        return recorder_posix_queue(file, &amount, &capacity) ? OBJECT_POSIX_QUEUE : OBJECT_FILE;
    default:
        return kind_of_anonymous(file);
    }
}

static u32 peer_of(struct file *file) {
    struct socket *socket = sock_from_file(file);
    const struct sock *sock = socket ? socket->sk : NULL;

    if (!sock)
        return 0;
    if (sock->sk_family == AF_UNIX) {
        struct sock *peer = unix_peer(sock);

        return peer && peer->sk_socket ? SOCK_INODE(peer->sk_socket)->i_ino : 0;
    }
    return 0;
}

bool object_of_descriptor(u32 descriptor, struct object *object, u8 *access) {
    struct file *file;

    if (!current->files)
        return false;
    rcu_read_lock();
    file = lookup_fd_rcu(descriptor);
    rcu_read_unlock();
    if (!file)
        return false;
    memset(object, 0, sizeof(*object));
    object->file = file;
    object->kind = kind_of_file(file);
    object->id = file_inode(file)->i_ino;
    switch (object->kind) {
    case OBJECT_FILE:
    case OBJECT_DIRECTORY:
    case OBJECT_FIFO:
    case OBJECT_TERMINAL:
    case OBJECT_DEVICE:
        object->realm = file_inode(file)->i_sb->s_dev;
        break;
    case OBJECT_SOCKET:
        object->peer = peer_of(file);
        break;
    case OBJECT_PIDFD:
        object->id = pid_nr_ns(file->private_data, task_active_pid_ns(current));
        break;
    case OBJECT_EVENTFD:
    case OBJECT_EPOLL:
    case OBJECT_SIGNALFD:
    case OBJECT_TIMERFD:
    case OBJECT_INOTIFY:
    case OBJECT_OTHER:
        object->id = (u32)(unsigned long)file->private_data;
        break;
    default:
        break;
    }
    *access = (file->f_mode & FMODE_READ ? 1 : 0) | (file->f_mode & FMODE_WRITE ? 2 : 0);
    if (*access == 0)
        *access = 3;
    return true;
}

void object_of_futex(unsigned long address, bool is_private, struct object *object) {
    struct mm_struct *mm = current->mm;

    memset(object, 0, sizeof(*object));
    object->kind = OBJECT_FUTEX;
    object->id = address;
    object->realm = task_tgid_vnr(current);
    object->place = address;
    /* One that several processes may share lies in a page of a file: its place there tells them apart. */
    if (is_private || !mm || !mmap_read_trylock(mm))
        return;
    {
        const struct vm_area_struct *area = vma_lookup(mm, address);

        if (area && area->vm_file && (area->vm_flags & VM_SHARED)) {
            object->id = (area->vm_pgoff << PAGE_SHIFT) + (address - area->vm_start);
            /* Beyond all numbers of processes. */
            object->realm = 0x100000 | (file_inode(area->vm_file)->i_ino & 0xfffff);
        }
    }
    mmap_read_unlock(mm);
}

static bool pipe_content(const struct file *file, struct content *content) {
    const struct pipe_inode_info *pipe = file->private_data;
    unsigned int at;

    if (!pipe)
        return false;
    content->amount = 0;
    for (at = pipe->tail; at != pipe->head; at++)
        content->amount += pipe->bufs[at & (pipe->ring_size - 1)].len;
    content->capacity = pipe->max_usage * PAGE_SIZE;
    return true;
}

static bool socket_content(struct file *file, struct content *content) {
    struct socket *socket = sock_from_file(file);

    if (!socket || !socket->sk || socket->sk->sk_family != AF_UNIX || socket->sk->sk_type != SOCK_STREAM ||
        socket->sk->sk_state == TCP_LISTEN)
        return false;
    content->amount = unix_inq_len(socket->sk);
    content->capacity = U32_MAX;
    return true;
}

bool object_content(const struct object *object, struct content *content) {
    struct ipc_namespace *ns = current->nsproxy ? current->nsproxy->ipc_ns : NULL;

    content->capacity = U32_MAX;
    switch (object->kind) {
    case OBJECT_PIPE:
    case OBJECT_FIFO:
        return pipe_content(object->file, content);
    case OBJECT_SOCKET:
        return socket_content(object->file, content);
    case OBJECT_POSIX_QUEUE:
        return recorder_posix_queue(object->file, &content->amount, &content->capacity);
    case OBJECT_MESSAGE_QUEUE:
        return ns && recorder_message_queue(ns, object->id, &content->amount);
    case OBJECT_SEMAPHORE_SET:
        return ns && recorder_semaphore(ns, object->id, object->place, &content->amount);
    case OBJECT_FUTEX:
        return user_read(&content->amount, object->place, sizeof(content->amount));
    default:
        return false;
    }
}
