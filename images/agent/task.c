#include "task.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_ROOM = 64 };

DIR *folder_open(int folder, const char *path) {
    int fd = openat(folder, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *opened = fd < 0 ? NULL : fdopendir(fd);
    if (fd >= 0 && opened == NULL)
        close(fd);
    return opened;
}

static bool copy_number(char number[12], const char *name) {
    size_t size = strspn(name, "0123456789");
    if (size == 0 || size >= 12 || name[size] != '\0')
        return false;
    memcpy(number, name, size + 1);
    return true;
}

bool task_make(struct task *task, int proc, const char *process, const char *thread) {
    task->proc = proc;
    return copy_number(task->process, process) && copy_number(task->thread, thread);
}

bool task_ended(const struct task_status *status) {
    return status->state == 'Z' || status->state == 'X';
}

DIR *task_threads(const struct task *task) {
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/task", task->process);
    return folder_open(task->proc, path);
}

static void path_of(const struct task *task, const char *file, char path[PATH_ROOM]) {
    snprintf(path, PATH_ROOM, "%s/task/%s/%s", task->process, task->thread, file);
}

DIR *task_descriptors(const struct task *task) {
    char path[PATH_ROOM];
    path_of(task, "fd", path);
    return folder_open(task->proc, path);
}

int task_open(const struct task *task, const char *file) {
    char path[PATH_ROOM];
    path_of(task, file, path);
    return openat(task->proc, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

FILE *task_stream(const struct task *task, const char *file) {
    int fd = task_open(task, file);
    FILE *stream = fd < 0 ? NULL : fdopen(fd, "r");
    if (stream == NULL && fd >= 0)
        close(fd);
    return stream;
}

ssize_t task_link(const struct task *task, const char *file, char *target, size_t size) {
    char path[PATH_ROOM];
    path_of(task, file, path);
    return readlinkat(task->proc, path, target, size);
}

ssize_t task_read(const struct task *task, const char *file, char *text, size_t size) {
    int fd = task_open(task, file);
    if (fd < 0)
        return -1;
    ssize_t count = read(fd, text, size - 1);
    int error = errno;
    close(fd);
    errno = error;
    text[count > 0 ? count : 0] = '\0';
    return count;
}

int task_look(const struct task *task, struct task_status *status) {
    char text[512];
    unsigned long flags, pending;
    if (task_read(task, "stat", text, sizeof text) <= 0)
        return -1;
    const char *begin = strchr(text, '(');
    const char *end = strrchr(text, ')'); // the name in parentheses may hold anything
    if (begin == NULL || end == NULL ||
        sscanf(end + 1,
               " %c %d %d %d %*s %*s %lu %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
               "%*s %*s %*s %*s %lu",
               &status->state, &status->parent, &status->group, &status->session, &flags, &pending) != 6) {
        errno = EINVAL;
        return -1;
    }
    const unsigned long exiting = 4, sigkill = 1UL << (SIGKILL - 1); // PF_EXITING of the kernel
    status->dying = (flags & exiting) != 0 || (pending & sigkill) != 0;
    size_t size = (size_t)(end - begin) - 1;
    status->name_size = size < sizeof status->name ? size : sizeof status->name;
    memcpy(status->name, begin + 1, status->name_size);
    return 0;
}

// How well a thread stands for its process.
static int rank(const struct task_status *status) {
    if (task_ended(status))
        return 0;
    return status->dying ? 1 : 2;
}

int task_find(struct task *task, int proc, const char *process, struct task_status *status) {
    if (!task_make(task, proc, process, process)) {
        errno = EINVAL;
        return -1;
    }
    if (task_look(task, status) < 0)
        return -1;
    DIR *folder = rank(status) < 2 ? task_threads(task) : NULL;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        struct task other;
        struct task_status its;
        if (!task_make(&other, proc, process, entry->d_name) || task_look(&other, &its) < 0 ||
            rank(&its) <= rank(status))
            continue;
        *task = other;
        status->state = its.state;
        status->dying = its.dying;
    }
    if (folder != NULL)
        closedir(folder);
    return 0;
}
