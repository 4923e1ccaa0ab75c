#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "frame.h"
#include "port.h"

// More than the largest pipe (fs.pipe-max-size): a stranger who writes on cannot keep a job from ending.
#define DRAIN_MAX (UINT64_C(2) << 20)

// More is not worth the agent's memory.
#define TAIL_MAX (UINT64_C(256) << 10)

// How much longer than what is sent of it a stream may be, and how long in any case, until the job is ended.
#define FLOOD 4
#define FLOOD_LEAST (UINT64_C(1) << 20)

static bool above_cap(const struct output *output) {
    return output->sent >= output->head;
}

static bool stalled(const struct output *output) {
    return !output->unwindowed && output->window == 0 && !above_cap(output);
}

// Looks for output unless the window is used up: then the program shall block, as on a slow terminal.
static void update(struct output *output) {
    watch_for(&output->watch, output->started && !stalled(output) ? EPOLLIN : 0);
}

static void hold_tail(struct output *output, const uint8_t *bytes, size_t size) {
    if (output->tail_size == 0 || size == 0)
        return;
    if (output->tail == NULL && (output->tail = malloc(output->tail_size)) == NULL) {
        output->tail_size = 0; // it is missing then, and counted so
        return;
    }
    if (size > output->tail_size) {
        bytes += size - output->tail_size;
        size = output->tail_size;
    }
    size_t run = output->tail_size - output->tail_end;
    if (run > size)
        run = size;
    memcpy(output->tail + output->tail_end, bytes, run);
    memcpy(output->tail, bytes + run, size - run);
    output->tail_end = (output->tail_end + size) % output->tail_size;
    output->tail_used =
        output->tail_used + size < output->tail_size ? output->tail_used + size : output->tail_size;
}

static void send(struct output *output, const uint8_t *bytes, size_t size) {
    output->wrote += size;
    uint64_t room = output->head - output->sent;
    size_t count = size < room ? size : (size_t)room;
    if (count > 0) {
        output->sent += count;
        if (!output->unwindowed)
            output->window -= count;
        port_send(output->type, output->job, bytes, count);
    }
    hold_tail(output, bytes + count, size - count);
}

// Bytes read, 0 if there are none just now; at the end closes the descriptor and returns 0.
static size_t pump(struct output *output) {
    static uint8_t bytes[4 * FRAME_PAYLOAD_MAX];
    size_t most = FRAME_PAYLOAD_MAX;
    if (above_cap(output))
        most = sizeof bytes;
    else if (!output->unwindowed && output->window < most)
        most = (size_t)output->window;

    ssize_t count = read(output->watch.fd, bytes, most);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    // EIO is how a terminal says that nobody has it open.
    if (count <= 0) {
        watch_close(&output->watch);
        return 0;
    }
    send(output, bytes, (size_t)count);
    return (size_t)count;
}

static void output_ready(struct watch *watch) {
    struct output *output = (struct output *)watch;
    pump(output);
    update(output);
}

static uint64_t flood_of(uint64_t cap) {
    if (cap >= UINT64_MAX / FLOOD)
        return UINT64_MAX;
    return cap * FLOOD < FLOOD_LEAST ? FLOOD_LEAST : cap * FLOOD;
}

void output_init(struct output *output, uint8_t type, uint32_t job, int fd, uint32_t window, uint64_t cap) {
    bool unwindowed = window == WINDOW_NONE;
    // Who looks on and grants has no need of a cap; and a tail would come past the window.
    uint64_t tail = unwindowed && cap != UINT64_MAX ? cap / 4 : 0;
    if (tail > TAIL_MAX)
        tail = TAIL_MAX;
    *output = (struct output){
        .watch = {.fd = fd, .ready = output_ready},
        .type = type,
        .job = job,
        .unwindowed = unwindowed,
        .window = window,
        .head = unwindowed ? cap - tail : UINT64_MAX,
        .flood = unwindowed ? flood_of(cap) : UINT64_MAX,
        .tail_size = (size_t)tail,
        .drain_left = DRAIN_MAX,
    };
}

void output_start(struct output *output) {
    output->started = true;
    update(output);
}

void output_grant(struct output *output, uint32_t count) {
    if (!output->unwindowed)
        output->window += count; // 64 bits: cannot overflow in any session that ends
    update(output);
}

// Whether bytes wait in the pipe or terminal.
static bool pending(const struct output *output) {
    int count;
    return ioctl(output->watch.fd, FIONREAD, &count) == 0 && count > 0;
}

bool output_drain(struct output *output) {
    while (output->watch.fd >= 0 && output->drain_left > 0) {
        if (stalled(output) && pending(output)) {
            update(output);
            return false;
        }
        size_t count = pump(output);
        if (count == 0)
            break;
        output->drain_left -= count < output->drain_left ? count : output->drain_left;
    }
    watch_close(&output->watch);
    return true;
}

void output_finish(struct output *output) {
    size_t begin = output->tail_used < output->tail_size ? 0 : output->tail_end;
    for (size_t done = 0; done < output->tail_used;) {
        size_t at = (begin + done) % output->tail_size;
        size_t count = output->tail_used - done;
        if (count > output->tail_size - at)
            count = output->tail_size - at;
        if (count > FRAME_PAYLOAD_MAX)
            count = FRAME_PAYLOAD_MAX;
        port_send(output->type, output->job, output->tail + at, count);
        done += count;
    }
}

uint64_t output_missing(const struct output *output) {
    return output->wrote - output->sent - output->tail_used;
}

bool output_floods(const struct output *output) {
    return output->wrote > output->flood;
}

void output_abandon(struct output *output) {
    output->head = output->sent;
    output->tail_used = output->tail_size = 0;
    output->unwindowed = true;
    update(output);
}

void output_drop(struct output *output) {
    watch_close(&output->watch);
    free(output->tail);
    output->tail = NULL;
}
