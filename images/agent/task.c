#include "task.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_ROOM = 64, LAST_FIELD = 31 };

static bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// Most names in /proc begin with a letter: strspn(3) would make a table for each of them.
static bool copy_number(char number[12], const char *name) {
    size_t size = 0;
    while (size < 12 && is_digit(name[size]))
        size++;
    if (size == 0 || size == 12 || name[size] != '\0')
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

void task_threads(const struct task *task, struct folder *folder) {
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/task", task->process);
    folder_open(folder, task->proc, path);
}

static void path_of(const struct task *task, const char *file, char path[PATH_ROOM]) {
    snprintf(path, PATH_ROOM, "%s/task/%s/%s", task->process, task->thread, file);
}

void task_descriptors(const struct task *task, struct folder *folder) {
    char path[PATH_ROOM];
    path_of(task, "fd", path);
    folder_open(folder, task->proc, path);
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

bool stat_numbers(const char *end, uint64_t *fields, int last) {
    if (strnlen(end, 4) < 4)
        return false;
    const char *at = end + 3; // the state is a letter
    for (int field = 4; field <= last; field++) {
        bool negative = *++at == '-';
        uint64_t number = 0;
        for (at += negative; is_digit(*at); at++)
            number = number * 10 + (uint64_t)(*at - '0');
        fields[field] = negative ? -number : number;
        if (*at != ' ' && *at != '\n')
            return false;
    }
    return true;
}

int task_look(const struct task *task, struct task_status *status) {
    char text[512];
    uint64_t fields[LAST_FIELD + 1];
    if (task_read(task, "stat", text, sizeof text) <= 0)
        return -1;
    const char *begin = strchr(text, '(');
    const char *end = strrchr(text, ')'); // the name in parentheses may hold anything
    if (begin == NULL || end == NULL || !stat_numbers(end, fields, LAST_FIELD)) {
        errno = EINVAL;
        return -1;
    }
    const uint64_t exiting = 4, sigkill = 1U << (SIGKILL - 1); // PF_EXITING of the kernel
    status->state = end[2];
    status->parent = (pid_t)fields[4];
    status->group = (pid_t)fields[5];
    status->session = (pid_t)fields[6];
    status->dying = (fields[9] & exiting) != 0 || (fields[LAST_FIELD] & sigkill) != 0;
    status->threads = (unsigned)fields[20];
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
    if (rank(status) == 2 || status->threads == 1)
        return 0;
    struct folder folder;
    task_threads(task, &folder);
    for (const char *name; (name = folder_next(&folder)) != NULL;) {
        struct task other;
        struct task_status its;
        if (!task_make(&other, proc, process, name) || task_look(&other, &its) < 0 ||
            rank(&its) <= rank(status))
            continue;
        *task = other;
        status->state = its.state;
        status->dying = its.dying;
    }
    folder_close(&folder);
    return 0;
}
