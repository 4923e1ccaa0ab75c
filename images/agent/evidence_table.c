#include "evidence_table.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DESCRIPTORS_MAX = 64, PATH_ROOM = 512 };

// The flags that open(2) was called with, in octal digits.
static void read_flags(const struct task *task, const char *number, char flags[16]) {
    char file[32];
    char text[256];
    snprintf(file, sizeof file, "fdinfo/%.16s", number);
    const char *line = task_read(task, file, text, sizeof text) > 0 ? strstr(text, "flags:") : NULL;
    if (line == NULL || sscanf(line, "flags: %15[0-7]", flags) != 1)
        strcpy(flags, "-");
}

static void add(struct sheet *sheet, const struct task *task, bool is_own, int folder, const char *number) {
    char flags[16];
    char target[PATH_ROOM];
    read_flags(task, number, flags);
    ssize_t size = readlinkat(folder, number, target, sizeof target);
    if (is_own)
        sheet_add(sheet, "thread-fd %s %s", task->process, task->thread);
    else
        sheet_add(sheet, "fd %s", task->process);
    sheet_add(sheet, " %s %s", number, flags);
    sheet_text(sheet, target, size < 0 ? 0 : (size_t)size);
    sheet_end_line(sheet);
}

// The permissions of a descriptor's link say whether it is for reading or writing.
static mode_t mode_of(int folder, const char *number) {
    struct stat status;
    return fstatat(folder, number, &status, AT_SYMLINK_NOFOLLOW) < 0 ? 0 : status.st_mode;
}

// Whether a descriptor is the same in two tables.
static bool is_same(int a, int b, const char *number) {
    char targets[2][PATH_ROOM];
    ssize_t size = readlinkat(a, number, targets[0], PATH_ROOM);
    return size == readlinkat(b, number, targets[1], PATH_ROOM) &&
           (size <= 0 || memcmp(targets[0], targets[1], (size_t)size) == 0) &&
           mode_of(a, number) == mode_of(b, number);
}

void evidence_table(struct sheet *sheet, const struct task *task, const struct task *shared,
                    unsigned *count) {
    DIR *folder = task_descriptors(task);
    DIR *other = shared == NULL ? NULL : task_descriptors(shared);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        const char *number = entry->d_name;
        // All of one table are counted, but a hundred tables are not compared for a list that is cut anyway.
        if (shared != NULL && *count > DESCRIPTORS_MAX)
            break;
        if (number[0] == '.' || (other != NULL && is_same(dirfd(folder), dirfd(other), number)))
            continue;
        if ((*count)++ < DESCRIPTORS_MAX)
            add(sheet, task, shared != NULL, dirfd(folder), number);
    }
    if (folder != NULL)
        closedir(folder);
    if (other != NULL)
        closedir(other);
}
