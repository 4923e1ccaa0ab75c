// SPDX-License-Identifier: GPL-2.0
/*
 * /dev/recorder, for root outside of all containers. An open file is a recording. Two commands are written to
 * it. "record PID CGROUP BYTES" begins: CGROUP is a descriptor of the folder of those whom it is about, whose
 * numbers are those in the pid namespace of PID, and BYTES is how much is kept. A list of numbers and ranges
 * may follow, "5,102-104": then only these system calls are kept, and who begins, executes and ends;
 * socketcall(2)'s functions count from SET_SOCKETS on, those of ipc(2) from SET_IPC on. After "mark" reads
 * give what came up to then, and an end of file.
 */
#include <asm/tsc.h>
#include <linux/bitmap.h>
#include <linux/cgroup.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/pid_namespace.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "recorder.h"

enum { CAPACITY_LEAST = 64 << 10, CAPACITY_MOST = 32 << 20, COMMAND_MOST = 4095 };

static int device_open(struct inode *inode, struct file *file) {
    file->private_data = NULL;
    return stream_open(inode, file);
}

static struct pid_namespace *find_namespace(pid_t pid) {
    struct pid_namespace *ns = NULL;
    struct task_struct *task;

    rcu_read_lock();
    task = find_task_by_vpid(pid);
    if (task)
        ns = task_active_pid_ns(task);
    if (ns)
        get_pid_ns(ns);
    rcu_read_unlock();
    return ns;
}

static void forget(struct recorder *recorder) {
    if (recorder->ns)
        put_pid_ns(recorder->ns);
    if (!IS_ERR_OR_NULL(recorder->cgroup))
        cgroup_put(recorder->cgroup);
    ring_free(&recorder->ring);
    vfree(recorder);
}

/* calls: a list; empty: all that happens. */
static int begin(struct file *file, pid_t pid, int cgroup, u32 capacity, const char *calls) {
    struct recorder *recorder;
    int error;

    if (file->private_data)
        return -EBUSY;
    if (capacity < CAPACITY_LEAST || capacity > CAPACITY_MOST)
        return -EINVAL;
    recorder = vzalloc(sizeof(*recorder));
    if (!recorder)
        return -ENOMEM;
    recorder->ns = find_namespace(pid);
    recorder->cgroup = cgroup_get_from_fd(cgroup);
    recorder->program = rcu_access_pointer(current->mm->exe_file);
    recorder->whole = *calls == '\0';
    error = bitmap_parselist(calls, recorder->calls, SET_SIZE);
    if (!error)
        error = ring_make(&recorder->ring, capacity);
    if (!recorder->ns)
        error = -ESRCH;
    else if (IS_ERR(recorder->cgroup))
        error = PTR_ERR(recorder->cgroup);
    if (!error)
        error = recorder_add(recorder);
    if (error)
        forget(recorder);
    else
        file->private_data = recorder;
    return error;
}

static int mark(struct recorder *recorder) {
    if (!recorder)
        return -EINVAL;
    recorder->mark = READ_ONCE(recorder->ring.head);
    recorder->begins = true;
    return 0;
}

static ssize_t device_write(struct file *file, const char __user *text, size_t size, loff_t *place) {
    int pid, cgroup, calls, error;
    char *command;
    u32 capacity;

    if (size > COMMAND_MOST)
        return -EINVAL;
    command = memdup_user_nul(text, size);
    if (IS_ERR(command))
        return PTR_ERR(command);
    if (sscanf(command, "record %d %d %u %n", &pid, &cgroup, &capacity, &calls) == 3)
        error = begin(file, pid, cgroup, capacity, command + calls);
    else if (strcmp(command, "mark") == 0)
        error = mark(file->private_data);
    else
        error = -EINVAL;
    kfree(command);
    return error ? error : size;
}

/* What comes before the next records of the ring. */
static size_t preface(struct recorder *recorder, void *to) {
    size_t done = 0;
    u32 lost;

    if (recorder->begins) {
        const struct record_begin record = {
            .head = {.size = sizeof(record), .type = RECORD_BEGIN},
            .start = recorder->start,
            .version = RECORDS_VERSION,
            .rate = tsc_khz,
        };
        memcpy(to, &record, sizeof(record));
        done = sizeof(record);
        recorder->begins = false;
    }
    lost = ring_take_lost(&recorder->ring);
    if (lost) {
        const struct record_value record = {
            .head = {.size = sizeof(record), .type = RECORD_LOST},
            .value = lost,
        };
        memcpy(to + done, &record, sizeof(record));
        done += sizeof(record);
    }
    return done;
}

static ssize_t device_read(struct file *file, char __user *to, size_t size, loff_t *place) {
    struct recorder *recorder = file->private_data;
    size_t done;
    u8 *page;

    if (!recorder || size < sizeof(struct record_begin) + sizeof(struct record_value) + RECORD_MOST)
        return -EINVAL;
    size = min_t(size_t, size, PAGE_SIZE);
    page = kmalloc(PAGE_SIZE, GFP_KERNEL);
    if (!page)
        return -ENOMEM;
    done = preface(recorder, page);
    done += ring_take(&recorder->ring, page + done, size - done, recorder->mark);
    if (copy_to_user(to, page, done))
        done = -EFAULT;
    kfree(page);
    return done;
}

static int device_release(struct inode *inode, struct file *file) {
    struct recorder *recorder = file->private_data;

    if (recorder) {
        recorder_remove(recorder);
        forget(recorder);
    }
    return 0;
}

static const struct file_operations operations = {
    .owner = THIS_MODULE,
    .open = device_open,
    .read = device_read,
    .write = device_write,
    .release = device_release,
    .llseek = no_llseek,
};

static struct miscdevice device = {
    .minor = MISC_DYNAMIC_MINOR,
    .name = "recorder",
    .fops = &operations,
    .mode = 0600,
};

builtin_misc_device(device);
