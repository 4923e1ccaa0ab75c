#include "cgroup.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "folder.h"
#include "limits.h"
#include "log.h"

static ssize_t read_text(int dir, const char *file, char *text, size_t size) {
    int fd = openat(dir, file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t count = read(fd, text, size - 1);
    close(fd);
    text[count > 0 ? count : 0] = '\0';
    return count;
}

static int write_text(int dir, const char *file, const char *text) {
    int fd = openat(dir, file, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t count = write(fd, text, strlen(text));
    int error = errno;
    close(fd);
    errno = error;
    return count < 0 ? -1 : 0;
}

// The number after "KEY " at the start of a line; 0 if there is none.
static uint64_t read_key(int dir, const char *file, const char *key) {
    char text[512];
    size_t length = strlen(key);
    if (read_text(dir, file, text, sizeof text) <= 0)
        return 0;
    for (char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, key, length) == 0 && line[length] == ' ')
            return strtoull(line + length, NULL, 10);
    }
    return 0;
}

bool cgroup_usable(void) {
    char controllers[256];
    struct statfs info;
    if (statfs(CGROUP_ROOT, &info) < 0 || (unsigned long)info.f_type != CGROUP2_SUPER_MAGIC)
        return false;
    if (access(CGROUP_ROOT "/cgroup.procs", W_OK) < 0)
        return false;
    if (read_text(AT_FDCWD, CGROUP_ROOT "/cgroup.subtree_control", controllers, sizeof controllers) < 0)
        return false;
    return strstr(controllers, "memory") != NULL && strstr(controllers, "pids") != NULL;
}

static int write_limit(int dir, const char *file, uint64_t value) {
    char text[24];
    if (value == UNLIMITED)
        return 0;
    snprintf(text, sizeof text, "%" PRIu64, value);
    return write_text(dir, file, text);
}

int cgroup_make(struct cgroup *cgroup, const char *name, uint64_t memory, uint64_t processes) {
    char path[80];
    snprintf(cgroup->name, sizeof cgroup->name, "%s", name);
    snprintf(path, sizeof path, CGROUP_ROOT "/%s", cgroup->name);
    // A group of that name is a leftover whose counters would be taken for this job's.
    if (mkdir(path, 0755) < 0 && (errno != EEXIST || rmdir(path) < 0 || mkdir(path, 0755) < 0))
        return -1;
    cgroup->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (cgroup->dir < 0) {
        int error = errno;
        rmdir(path);
        errno = error;
        return -1;
    }
    // pids.max takes no number above the kernel's PID_MAX_LIMIT.
    uint64_t most = processes == UNLIMITED || processes < 32768 ? processes : 32768;
    if (write_limit(cgroup->dir, "memory.max", memory) < 0 ||
        write_limit(cgroup->dir, "pids.max", most) < 0 ||
        write_text(cgroup->dir, "memory.oom.group", "1") < 0) {
        int error = errno;
        cgroup_remove(cgroup);
        errno = error;
        return -1;
    }
    return 0;
}

int cgroup_delegate(const struct cgroup *cgroup) {
    return write_text(cgroup->dir, "cgroup.subtree_control", "+memory +pids");
}

// Those of jobs whose processes took longer to end than the job was waited for.
static void remove_groups_below(const struct cgroup *cgroup) {
    struct folder folder;
    folder_open(&folder, cgroup->dir, ".");
    for (const char *name; (name = folder_next(&folder)) != NULL;) {
        if (name[0] != '.')
            unlinkat(cgroup->dir, name, AT_REMOVEDIR); // what is no group is left
    }
    folder_close(&folder);
}

void cgroup_remove(struct cgroup *cgroup) {
    char path[80];
    if (cgroup->dir < 0)
        return;
    snprintf(path, sizeof path, CGROUP_ROOT "/%s", cgroup->name);
    if (rmdir(path) < 0) {
        remove_groups_below(cgroup);
        if (rmdir(path) < 0)
            log_errno("rmdir", path);
    }
    close(cgroup->dir);
    cgroup->dir = -1;
}

int cgroup_open(const struct cgroup *cgroup, const char *file, int flags) {
    return openat(cgroup->dir, file, flags | O_CLOEXEC);
}

bool cgroup_populated(const struct cgroup *cgroup) {
    return read_key(cgroup->dir, "cgroup.events", "populated") != 0;
}

uint64_t cgroup_worked(const struct cgroup *cgroup) {
    return read_key(cgroup->dir, "cpu.stat", "usage_usec") * 1000;
}

bool cgroup_out_of_memory(const struct cgroup *cgroup) {
    return read_key(cgroup->dir, "memory.events", "oom_kill") != 0;
}

bool cgroup_out_of_processes(const struct cgroup *cgroup) {
    return read_key(cgroup->dir, "pids.events", "max") != 0;
}

void cgroup_kill(const struct cgroup *cgroup) {
    if (write_text(cgroup->dir, "cgroup.kill", "1") < 0)
        log_errno("write", "cgroup.kill");
}

uint32_t cgroup_signal(const struct cgroup *cgroup, int signal) {
    uint32_t count = 0;
    int fd = cgroup_open(cgroup, "cgroup.procs", O_RDONLY);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (file == NULL) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    for (int pid; fscanf(file, "%d", &pid) == 1;) {
        // 0 is a process of another pid namespace.
        if (pid > 0 && signal != 0)
            kill(pid, signal);
        count++;
    }
    fclose(file);
    return count;
}
