#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "container.h"

int place_find(uint32_t container, struct place *place) {
    place->root = -1;
    if (container == 0)
        return 0;
    const struct container *found = container_usable(container);
    if (found == NULL)
        return -1;
    place->root = found->root;
    return 0;
}

int place_open(const struct place *place, const char *path, int flags) {
    flags |= O_CLOEXEC;
    if ((flags & O_PATH) == 0)
        flags |= O_NONBLOCK | O_NOCTTY;
    if (place->root < 0)
        return open(path, flags);
    struct open_how how = {.flags = (uint64_t)(unsigned)flags,
                           .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS};
    return (int)syscall(SYS_openat2, place->root, path, &how, sizeof how);
}

// The folder part of a path: "/" and "." for those that have none.
static int split(const char *path, char folder[PATH_MAX], const char **name) {
    const char *slash = strrchr(path, '/');
    *name = slash != NULL ? slash + 1 : path;
    size_t length = slash != NULL ? (size_t)(slash - path) : 0;
    if (length >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (**name == '\0' || strcmp(*name, ".") == 0 || strcmp(*name, "..") == 0) {
        errno = EISDIR;
        return -1;
    }
    memcpy(folder, path, length);
    folder[length] = '\0';
    if (length == 0)
        strcpy(folder, slash != NULL ? "/" : ".");
    return 0;
}

int place_open_parent(const struct place *place, const char *path, const char **name) {
    char folder[PATH_MAX];
    if (split(path, folder, name) < 0)
        return -1;
    return place_open(place, folder, O_PATH | O_DIRECTORY);
}

static int make_folder(const struct place *place, const char *path, uid_t owner, gid_t group) {
    const char *name;
    int parent = place_open_parent(place, path, &name);
    if (parent < 0)
        return errno == EISDIR ? 0 : -1; // "/a//b", "/a/./b"
    int result = mkdirat(parent, name, 0755);
    if (result == 0)
        result = fchownat(parent, name, owner, group, AT_SYMLINK_NOFOLLOW);
    else if (errno == EEXIST)
        result = 0;
    int error = errno;
    close(parent);
    errno = error;
    return result;
}

int place_make_parents(const struct place *place, const char *path, uid_t owner, gid_t group) {
    char folder[PATH_MAX];
    if ((size_t)snprintf(folder, sizeof folder, "%s", path) >= sizeof folder) {
        errno = ENAMETOOLONG;
        return -1;
    }
    for (char *slash = folder + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        if (make_folder(place, folder, owner, group) < 0)
            return -1;
        *slash = '/';
    }
    return 0;
}

bool place_readable(const struct place *place, int fd) {
    struct statfs info;
    if (place->root < 0)
        return true;
    if (fstatfs(fd, &info) < 0)
        return false;
    unsigned long type = (unsigned long)info.f_type & 0xffffffff;
    return type == TMPFS_MAGIC || type == RAMFS_MAGIC;
}
