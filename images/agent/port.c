#include "port.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "frames_send.h"
#include "log.h"
#include "loop.h"

static const struct port_handler *handle;
static struct frame_decoder decoder;
static uint32_t session_tag;
static bool device;
static bool closed;
static bool flushed;

static void port_ready(struct watch *watch) {
    static uint8_t chunk[4 * FRAME_MAX];
    ssize_t count = read(watch->fd, chunk, sizeof chunk);
    if (count <= 0) {
        if (!device && (count == 0 || (errno != EAGAIN && errno != EINTR)))
            closed = true;
        return;
    }

    const uint8_t *data = chunk;
    size_t size = (size_t)count;
    flushed = false;
    while (size > 0 && !flushed) {
        struct frame frame;
        enum frame_result result = frame_decode(&decoder, &data, &size, &frame);
        if (result == FRAME_COMPLETE) {
            handle->frame(&frame);
        } else if (result != FRAME_PARTIAL) {
            handle->garbage(frame_reason(result));
            port_flush();
        }
    }
}

static struct watch port = {.fd = -1, .ready = port_ready};

int port_open_device(const char *path, const struct port_handler *handler) {
    // It blocks: a write waits until the device has taken the bytes, and a read is only done when some are
    // there.
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return -1;
    device = true;
    handle = handler;
    port.fd = fd;
    watch_for(&port, EPOLLIN);
    return 0;
}

int port_open_stream(int fd, const struct port_handler *handler) {
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
        return -1;
    handle = handler;
    port.fd = fd;
    watch_for(&port, EPOLLIN);
    return 0;
}

void port_set_tag(uint32_t tag) {
    session_tag = tag;
}

static void write_all(const uint8_t *bytes, size_t size) {
    while (size > 0 && !closed) {
        ssize_t count = write(port.fd, bytes, size);
        if (count >= 0) {
            bytes += count;
            size -= (size_t)count;
        } else if (errno == EAGAIN) {
            struct pollfd until = {.fd = port.fd, .events = POLLOUT};
            poll(&until, 1, -1);
        } else if (errno != EINTR) {
            if (device)
                log_errno("write", "port");
            else
                closed = true;
            return;
        }
    }
}

static void send_frame(uint8_t type, uint8_t flags, uint32_t job, const void *payload, size_t size) {
    uint8_t bytes[FRAME_MAX];
    struct frame frame = {.type = type,
                          .flags = flags,
                          .length = (uint16_t)size,
                          .job = job,
                          .tag = session_tag,
                          .payload = payload};
    write_all(bytes, frame_encode(&frame, bytes));
}

void port_send(uint8_t type, uint32_t job, const void *payload, size_t size) {
    send_frame(type, 0, job, payload, size);
}

void port_send_long(uint8_t type, uint32_t job, const void *payload, size_t size) {
    const uint8_t *bytes = payload;
    for (; size > FRAME_PAYLOAD_MAX; bytes += FRAME_PAYLOAD_MAX, size -= FRAME_PAYLOAD_MAX)
        send_frame(type, FRAME_MORE, job, bytes, FRAME_PAYLOAD_MAX);
    send_frame(type, 0, job, bytes, size);
}

void port_send_failed(uint32_t job, int error, const char *what) {
    send_failed(job, &(struct failed_frame){.error = (uint32_t)error, .what = what});
}

// At most what the device has room for: the host sends nothing more until it is told that frames were taken.
static void drop_received(void) {
    static uint8_t chunk[FRAME_MAX];
    struct pollfd now = {.fd = port.fd, .events = POLLIN};
    while (poll(&now, 1, 0) == 1 && (now.revents & POLLIN) != 0 && read(port.fd, chunk, sizeof chunk) > 0)
        ;
}

void port_flush(void) {
    frame_decoder_reset(&decoder);
    if (device)
        drop_received();
    flushed = true;
}

bool port_closed(void) {
    return closed;
}
