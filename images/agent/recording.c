#include "recording.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "container.h"
#include "get.h"
#include "port.h"

#define DEVICE "/dev/recorder"

// 0, or -1 and errno.
static int command(int fd, const char *text) {
    return write(fd, text, strlen(text)) < 0 ? -1 : 0;
}

// The recorder, or -1 and errno.
static int start(const struct container *container, const struct record_frame *request) {
    char text[4096];
    if (!container->isolated) {
        errno = ENOSYS;
        return -1;
    }
    int fd = open(DEVICE, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return -1;
    // Init and keepers are in another group: nothing of theirs is recorded.
    int length = snprintf(text, sizeof text, "record %d %d %" PRIu32 " %s", (int)container->init,
                          container->cgroup.dir, request->size, request->calls);
    if (length < (int)sizeof text && command(fd, text) == 0)
        return fd;
    int error = length < (int)sizeof text ? errno : E2BIG;
    close(fd);
    errno = error;
    return -1;
}

void recording_begin(uint32_t id, const struct record_frame *request) {
    struct container *container = container_usable(id);
    if (container == NULL) {
        port_send_failed(id, errno, "container");
        return;
    }
    int fd = start(container, request);
    if (fd < 0) {
        port_send_failed(id, errno, "recorder");
        return;
    }
    if (container->recording >= 0)
        close(container->recording);
    container->recording = fd;
    port_send(FRAME_RECORDS, id, NULL, 0);
}

int recording_take(uint32_t id, const struct take_recording_frame *request) {
    const struct container *container = container_usable(request->container);
    if (container == NULL) {
        port_send_failed(id, errno, "container");
        return 0;
    }
    // Its own descriptor: the container may be closed meanwhile.
    int fd = container->recording < 0 ? -1 : fcntl(container->recording, F_DUPFD_CLOEXEC, 0);
    if (fd < 0) {
        port_send_failed(id, container->recording < 0 ? ENOENT : errno, "recorder");
        return 0;
    }
    if (command(fd, "mark") == 0)
        return get_stream(id, fd, UINT64_MAX);
    port_send_failed(id, errno, "recorder");
    close(fd);
    return 0;
}
