#include "get.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "duty.h"
#include "frame.h"
#include "frames_send.h"
#include "loop.h"
#include "place.h"
#include "port.h"

enum { GETS_MAX = 64, FRAMES_A_TURN = 4 };

struct get {
    struct get *next;
    uint32_t id;
    int fd;
    mode_t mode;
    uint64_t most;
    uint64_t size;
};

static struct get *gets_open;

bool get_active(uint32_t id) {
    struct get *get = gets_open;
    while (get != NULL && get->id != id)
        get = get->next;
    return get != NULL;
}

static bool too_many(void) {
    int count = 0;
    for (struct get *get = gets_open; get != NULL; get = get->next)
        count++;
    return count >= GETS_MAX;
}

// The descriptor, or -1 and errno.
static int open_regular(const struct place *place, const char *path, uint64_t most, struct stat *status,
                        const char **what) {
    *what = "open";
    int fd = place_open(place, path, O_RDONLY | O_NOFOLLOW);
    if (fd < 0)
        return -1;
    *what = "fstat";
    int error = 0;
    if (fstat(fd, status) < 0)
        error = errno;
    else if (!S_ISREG(status->st_mode))
        error = S_ISDIR(status->st_mode) ? EISDIR : EINVAL;
    else if (!place_readable(place, fd))
        error = EINVAL;
    else if ((uint64_t)status->st_size > most)
        error = EFBIG;
    if (error == 0)
        return fd;
    close(fd);
    errno = error;
    return -1;
}

// Begins a transfer of what is open. 0, or -1 if there is no memory, and it is closed.
static int begin(uint32_t id, int fd, mode_t mode, uint64_t most) {
    struct get *get = calloc(1, sizeof *get);
    if (get == NULL) {
        close(fd);
        return -1;
    }
    *get = (struct get){.next = gets_open, .id = id, .fd = fd, .mode = mode, .most = most};
    gets_open = get;
    return 0;
}

int get_stream(uint32_t id, int fd, uint64_t most) {
    if (!too_many())
        return begin(id, fd, 0, most);
    close(fd);
    port_send_failed(id, EAGAIN, "transfers");
    return 0;
}

int get_start(uint32_t id, const struct get_frame *request) {
    struct stat status;
    struct place place;
    const char *what;
    if (too_many()) {
        port_send_failed(id, EAGAIN, "transfers");
        return 0;
    }
    if (place_find(request->container, &place) < 0) {
        port_send_failed(id, errno, "container");
        return 0;
    }
    int fd = open_regular(&place, request->path, request->most, &status, &what);
    if (fd >= 0)
        return begin(id, fd, status.st_mode & 07777, request->most);
    port_send_failed(id, errno, what);
    return 0;
}

// Sends one frame. False if the transfer is over.
static bool step(struct get *get) {
    uint8_t bytes[FRAME_PAYLOAD_MAX];
    ssize_t count = read(get->fd, bytes, sizeof bytes);
    if (count < 0 && errno == EINTR)
        return true;
    if (count < 0) {
        port_send_failed(get->id, errno, "read");
        return false;
    }
    if (count == 0) {
        send_done(get->id, &(struct done_frame){.size = get->size, .mode = get->mode});
        return false;
    }
    get->size += (uint64_t)count;
    // It grew after fstat(2), or it is a file of /proc, whose size is said to be 0.
    if (get->size > get->most) {
        port_send_failed(get->id, EFBIG, "read");
        return false;
    }
    port_send(FRAME_GET_DATA, get->id, bytes, (size_t)count);
    return true;
}

static void close_first(struct get **link) {
    struct get *get = *link;
    *link = get->next;
    close(get->fd);
    free(get);
}

// Sends a little of every file.
static void turn(uint64_t now) {
    (void)now;
    for (struct get **link = &gets_open; *link != NULL;) {
        bool more = true;
        for (int i = 0; more && i < FRAMES_A_TURN; i++)
            more = step(*link);
        if (more)
            link = &(*link)->next;
        else
            close_first(link);
    }
}

static uint64_t next_deadline(void) {
    return gets_open != NULL ? 0 : NEVER;
}

static void drop(void) {
    while (gets_open != NULL)
        close_first(&gets_open);
}

void get_init(void) {
    static struct duty duty = {.check = turn, .deadline = next_deadline, .drop = drop};
    duty_register(&duty);
}
