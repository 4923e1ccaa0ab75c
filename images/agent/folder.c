#include "folder.h"

#include <fcntl.h>
#include <unistd.h>

bool folder_open(struct folder *folder, int parent, const char *path) {
    folder->fd = openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    folder->size = 0;
    folder->at = 0;
    return folder->fd >= 0;
}

const char *folder_next(struct folder *folder) {
    if (folder->at >= folder->size) {
        folder->size = folder->fd < 0 ? 0 : getdents64(folder->fd, folder->bytes, sizeof folder->bytes);
        folder->at = 0;
        if (folder->size <= 0)
            return NULL;
    }
    const struct dirent64 *entry = (const void *)(folder->bytes + folder->at);
    folder->at += entry->d_reclen;
    return entry->d_name;
}

void folder_close(struct folder *folder) {
    if (folder->fd >= 0)
        close(folder->fd);
    folder->fd = -1;
}
