#include "put.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "duty.h"
#include "frames_send.h"
#include "place.h"
#include "port.h"
#include "user.h"

enum { PUTS_MAX = 64 };

struct put {
    struct put *next;
    uint32_t id;
    int fd;
    mode_t mode;
    uint64_t size;
    int folder; // that both files are in, O_PATH
    char name[NAME_MAX + 1];
    char part[NAME_MAX + 1];
};

static struct put *puts_open;

static struct put *find(uint32_t id) {
    struct put *put = puts_open;
    while (put != NULL && put->id != id)
        put = put->next;
    return put;
}

static bool too_many(void) {
    int count = 0;
    for (struct put *put = puts_open; put != NULL; put = put->next)
        count++;
    return count >= PUTS_MAX;
}

// Opens a new file beside the path. The number makes the name differ from what a crash may have left.
static int open_part(struct put *put) {
    static unsigned counter;
    for (int attempt = 0; attempt < 100; attempt++) {
        int size = snprintf(put->part, sizeof put->part, "%s.%u.part", put->name, counter++);
        if (size < 0 || (size_t)size >= sizeof put->part) {
            errno = ENAMETOOLONG;
            return -1;
        }
        put->fd = openat(put->folder, put->part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (put->fd >= 0 || errno != EEXIST)
            return put->fd < 0 ? -1 : 0;
    }
    return -1;
}

static int begin(struct put *put, const struct put_frame *request, const char **what) {
    struct user found;
    struct place place;
    const struct user *owner = NULL;
    const char *name;
    *what = "container";
    if (place_find(request->container, &place) < 0)
        return -1;
    *what = "owner";
    if (request->owner[0] != '\0') {
        if (user_find(request->owner, &found) < 0)
            return -1;
        owner = &found;
    }
    *what = "mkdir";
    if ((request->flags & PUT_PARENTS) != 0 &&
        place_make_parents(&place, request->path, owner != NULL ? owner->uid : (uid_t)-1,
                           owner != NULL ? owner->gid : (gid_t)-1) < 0)
        return -1;
    *what = "open";
    put->folder = place_open_parent(&place, request->path, &name);
    if (put->folder < 0)
        return -1;
    if ((size_t)snprintf(put->name, sizeof put->name, "%s", name) >= sizeof put->name) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (open_part(put) < 0)
        return -1;
    *what = "chown";
    return owner != NULL && fchown(put->fd, owner->uid, owner->gid) < 0 ? -1 : 0;
}

static void discard(struct put *put) {
    if (put->fd >= 0) {
        close(put->fd);
        unlinkat(put->folder, put->part, 0);
    }
    if (put->folder >= 0)
        close(put->folder);
    free(put);
}

static void unlink_put(struct put *put) {
    struct put **link = &puts_open;
    while (*link != put)
        link = &(*link)->next;
    *link = put->next;
}

static void fail(struct put *put, const char *what) {
    port_send_failed(put->id, errno, what);
    unlink_put(put);
    discard(put);
}

int put_start(uint32_t id, const struct put_frame *request) {
    const char *what;
    if (too_many()) {
        port_send_failed(id, EAGAIN, "transfers");
        return 0;
    }
    struct put *put = calloc(1, sizeof *put);
    if (put == NULL)
        return -1;
    put->id = id;
    put->fd = put->folder = -1;
    put->mode = request->mode & 07777;
    if (begin(put, request, &what) < 0) {
        port_send_failed(id, errno, what);
        discard(put);
        return 0;
    }
    put->next = puts_open;
    puts_open = put;
    return 0;
}

void put_data(uint32_t id, const uint8_t *bytes, size_t size) {
    struct put *put = find(id);
    while (put != NULL && size > 0) {
        ssize_t count = write(put->fd, bytes, size);
        if (count < 0 && errno != EINTR) {
            fail(put, "write");
            return;
        }
        if (count > 0) {
            bytes += count;
            size -= (size_t)count;
            put->size += (uint64_t)count;
        }
    }
}

void put_end(uint32_t id) {
    struct put *put = find(id);
    if (put == NULL)
        return;
    // Last, since writing and chown(2) take the set-user-id bits away.
    if (fchmod(put->fd, put->mode) < 0) {
        fail(put, "chmod");
        return;
    }
    if (renameat(put->folder, put->part, put->folder, put->name) < 0) {
        fail(put, "rename");
        return;
    }
    unlink_put(put);
    send_done(put->id, &(struct done_frame){.size = put->size, .mode = put->mode});
    close(put->fd);
    close(put->folder);
    free(put);
}

bool put_active(uint32_t id) {
    return find(id) != NULL;
}

// What they wrote is removed.
static void drop(void) {
    while (puts_open != NULL) {
        struct put *put = puts_open;
        puts_open = put->next;
        discard(put);
    }
}

void put_init(void) {
    static struct duty duty = {.drop = drop};
    duty_register(&duty);
}
