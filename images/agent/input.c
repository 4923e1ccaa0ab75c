#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frames_send.h"
#include "pty.h"

static void grant(const struct input *input, size_t count) {
    if (count > 0)
        send_grant_input(input->job, &(struct grant_input_frame){.count = (uint32_t)count});
}

// Bytes taken: 0 if the job is slow. -1: nobody will ever read.
static ssize_t try_write(const struct input *input, const uint8_t *bytes, size_t size) {
    ssize_t count = write(input->watch.fd, bytes, size);
    return count >= 0 ? count : errno == EAGAIN || errno == EINTR ? 0 : -1;
}

static void close_end(struct input *input) {
    watch_close(&input->watch);
    free(input->ring);
    input->ring = NULL;
    grant(input, input->used);
    input->used = 0;
}

static void finish(struct input *input) {
    if (input->terminal) {
        int character = pty_end_character(input->watch.fd);
        uint8_t byte = (uint8_t)character;
        if (character >= 0 && try_write(input, &byte, 1) == 0) {
            watch_for(&input->watch, EPOLLOUT);
            return;
        }
    }
    close_end(input);
}

static void input_ready(struct watch *watch) {
    struct input *input = (struct input *)watch;
    size_t run = INPUT_WINDOW - input->head;
    if (run > input->used)
        run = input->used;
    if (run > 0) {
        ssize_t count = try_write(input, input->ring + input->head, run);
        if (count < 0) {
            close_end(input);
            return;
        }
        input->head = (input->head + (size_t)count) % INPUT_WINDOW;
        input->used -= (size_t)count;
        grant(input, (size_t)count);
    }
    if (input->used > 0)
        return;
    watch_for(&input->watch, 0);
    if (input->ending)
        finish(input);
}

void input_init(struct input *input, uint32_t job, int fd, bool terminal) {
    *input = (struct input){.watch = {.fd = fd, .ready = input_ready}, .job = job, .terminal = terminal};
}

static int hold(struct input *input, const uint8_t *bytes, size_t size) {
    if (input->ring == NULL) {
        input->ring = malloc(INPUT_WINDOW);
        if (input->ring == NULL)
            return -1;
    }
    size_t tail = (input->head + input->used) % INPUT_WINDOW;
    size_t run = INPUT_WINDOW - tail < size ? INPUT_WINDOW - tail : size;
    memcpy(input->ring + tail, bytes, run);
    memcpy(input->ring, bytes + run, size - run);
    input->used += size;
    watch_for(&input->watch, EPOLLOUT);
    return 0;
}

int input_push(struct input *input, const uint8_t *bytes, size_t size) {
    if (input->watch.fd < 0 || input->ending) {
        grant(input, size);
        return 0;
    }
    if (size > INPUT_WINDOW - input->used) {
        errno = EPROTO;
        return -1;
    }
    ssize_t count = input->used > 0 || size == 0 ? 0 : try_write(input, bytes, size);
    if (count < 0) {
        close_end(input);
        grant(input, size);
        return 0;
    }
    grant(input, (size_t)count);
    return (size_t)count < size ? hold(input, bytes + count, size - (size_t)count) : 0;
}

void input_end(struct input *input) {
    if (input->watch.fd < 0 || input->ending)
        return;
    input->ending = true;
    if (input->used == 0)
        finish(input);
}

void input_drop(struct input *input) {
    watch_close(&input->watch);
    free(input->ring);
    input->ring = NULL;
    input->used = 0;
}
