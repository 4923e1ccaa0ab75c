#include "evidence_table.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DESCRIPTORS_MAX = 64, DESCRIPTORS_LEAST = 8, PATH_ROOM = 512 };

// The permissions of a descriptor's link say whether it is for reading or writing.
static mode_t mode_of(int folder, const char *number) {
    struct stat status;
    return fstatat(folder, number, &status, AT_SYMLINK_NOFOLLOW) < 0 ? 0 : status.st_mode;
}

// As a digit of open(2): fdinfo has it as well, for ten times the work.
static const char *access_of(mode_t mode) {
    static const char *const words[] = {"-", "0", "1", "2"};
    return words[((mode & S_IRUSR) != 0) + 2 * ((mode & S_IWUSR) != 0)];
}

static void add(struct sheet *sheet, const struct task *task, bool is_own, int folder, const char *number) {
    char target[PATH_ROOM];
    const char *access = access_of(mode_of(folder, number));
    ssize_t size = readlinkat(folder, number, target, sizeof target);
    if (is_own)
        sheet_add(sheet, "thread-fd %s %s %s %s", task->process, task->thread, number, access);
    else
        sheet_add(sheet, "fd %s %s %s", task->process, number, access);
    sheet_text(sheet, target, size < 0 ? 0 : (size_t)size);
    sheet_end_line(sheet);
}

// Whether a descriptor is the same in two tables.
static bool is_same(int a, int b, const char *number) {
    char targets[2][PATH_ROOM];
    ssize_t size = readlinkat(a, number, targets[0], PATH_ROOM);
    return size == readlinkat(b, number, targets[1], PATH_ROOM) &&
           (size <= 0 || memcmp(targets[0], targets[1], (size_t)size) == 0) &&
           mode_of(a, number) == mode_of(b, number);
}

// Whether there is a line for one more, or the process has as many as are listed of each. The first ones,
// with its streams, always have theirs.
static bool has_line(struct evidence_budget *budget, unsigned count) {
    if (count >= DESCRIPTORS_MAX || (count >= DESCRIPTORS_LEAST && budget->listed == 0))
        return false;
    if (budget->listed > 0)
        budget->listed--;
    return true;
}

// Whether one that has no line is counted.
static bool is_counted(struct evidence_budget *budget, unsigned count) {
    if (count <= DESCRIPTORS_MAX)
        return true;
    if (budget->counted == 0)
        return false;
    budget->counted--;
    return true;
}

void evidence_table(struct sheet *sheet, struct evidence_budget *budget, const struct task *task,
                    const struct task *shared, unsigned *count) {
    struct folder folder;
    struct folder other = {.fd = -1};
    task_descriptors(task, &folder);
    if (shared != NULL)
        task_descriptors(shared, &other);
    for (const char *number; (number = folder_next(&folder)) != NULL;) {
        // All of one table are counted, but a hundred tables are not compared for a list that is cut anyway.
        if (shared != NULL && *count > DESCRIPTORS_MAX)
            break;
        if (number[0] == '.')
            continue;
        if (other.fd >= 0 && budget->compared > 0)
            budget->compared--;
        if (other.fd >= 0 && is_same(folder.fd, other.fd, number))
            continue;
        if (has_line(budget, *count))
            add(sheet, task, shared != NULL, folder.fd, number);
        else if (!is_counted(budget, *count))
            break;
        (*count)++;
    }
    folder_close(&folder);
    folder_close(&other);
}
