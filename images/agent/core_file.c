#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "crash.h"

// As the kernel does it: a new file in the working directory of the process, with the rights of its user.
static int make_core(const char *pid, uid_t user, gid_t group) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%.20s/cwd", pid);
    int folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || setgroups(0, NULL) < 0 || setresgid(group, group, group) < 0 ||
        setresuid(user, user, user) < 0)
        return -1;
    unlinkat(folder, "core", 0);
    return openat(folder, "core", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static int write_all(int fd, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t count = write(fd, bytes, size);
        if (count <= 0)
            return -1;
        bytes += count;
        size -= (size_t)count;
    }
    return 0;
}

int crash_write_core(char **words) {
    static char bytes[64 * 1024];
    uint64_t left = strtoull(words[1], NULL, 10);
    int fd = make_core(words[0], (uid_t)strtoul(words[2], NULL, 10), (gid_t)strtoul(words[3], NULL, 10));
    if (fd < 0)
        return 1;
    for (ssize_t count; left > 0 && (count = read(STDIN_FILENO, bytes, sizeof bytes)) > 0;) {
        size_t size = (uint64_t)count < left ? (size_t)count : (size_t)left;
        if (write_all(fd, bytes, size) < 0)
            return 1;
        left -= size;
    }
    return 0;
}
