// Made by `make format` from src/protocol/frames.ts; not to be edited.
#include "frames.h"

bool frame_known(uint8_t type) {
    switch (type) {
    case FRAME_HELLO:
    case FRAME_EXEC:
    case FRAME_STDIN:
    case FRAME_STDIN_END:
    case FRAME_SIGNAL:
    case FRAME_RESIZE:
    case FRAME_GRANT_OUTPUT:
    case FRAME_PUT:
    case FRAME_GET:
    case FRAME_PUT_DATA:
    case FRAME_PUT_END:
    case FRAME_QUIESCE:
    case FRAME_OPEN:
    case FRAME_CLOSE:
    case FRAME_ASK_EVIDENCE:
    case FRAME_RECORD:
    case FRAME_TAKE_RECORDING:
    case FRAME_BOOTED:
    case FRAME_READY:
    case FRAME_STARTED:
    case FRAME_STDOUT:
    case FRAME_STDERR:
    case FRAME_EXITED:
    case FRAME_CHANGED:
    case FRAME_FAILED:
    case FRAME_CREDIT:
    case FRAME_GRANT_INPUT:
    case FRAME_GET_DATA:
    case FRAME_DONE:
    case FRAME_QUIET:
    case FRAME_OPENED:
    case FRAME_CLOSED:
    case FRAME_RECORDS:
    case FRAME_EVIDENCE:
        return true;
    default:
        return false;
    }
}

bool frame_may_go_on(uint8_t type) {
    switch (type) {
    case FRAME_EXEC:
    case FRAME_PUT:
    case FRAME_GET:
    case FRAME_EVIDENCE:
        return true;
    default:
        return false;
    }
}

int hello_frame_read(struct hello_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    frame->version = read_u16(&reader);
    frame->flags = read_u16(&reader);
    reader_require(&reader, frame->flags <= HELLO_CONSOLE);
    frame->nonce = read_bytes(&reader, NONCE_SIZE);
    frame->clock = read_u64(&reader);
    frame->entropy_size = read_count(&reader, 1);
    frame->entropy = read_bytes(&reader, frame->entropy_size);
    return reader_result(&reader);
}

int exec_frame_read(struct exec_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    if (texts_make(&frame->texts, size, 2) < 0)
        return -1;
    frame->container = read_u32(&reader);
    frame->flags = read_u32(&reader);
    reader_require(&reader, frame->flags <= (EXEC_PTY | EXEC_STDIN));
    frame->rows = read_u16(&reader);
    frame->columns = read_u16(&reader);
    frame->window = read_u32(&reader);
    frame->linger = read_u32(&reader);
    read_limits(&reader, frame->limits, EXEC_LIMITS);
    frame->user = read_string(&reader, &frame->texts);
    frame->directory = read_string(&reader, &frame->texts);
    frame->arguments = read_strings(&reader, &frame->texts);
    frame->environment = read_strings(&reader, &frame->texts);
    return reader_result(&reader);
}

int signal_frame_read(struct signal_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    frame->signal = read_u32(&reader);
    frame->target = read_u8(&reader);
    reader_between(&reader, frame->target, SIGNAL_TARGET_PROCESS, SIGNAL_TARGET_JOB);
    return reader_result(&reader);
}

int resize_frame_read(struct resize_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    frame->rows = read_u16(&reader);
    frame->columns = read_u16(&reader);
    return reader_result(&reader);
}

int grant_output_frame_read(struct grant_output_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    frame->stream = read_u8(&reader);
    reader_between(&reader, frame->stream, GRANT_OUTPUT_STREAM_STDOUT, GRANT_OUTPUT_STREAM_STDERR);
    frame->count = read_u32(&reader);
    return reader_result(&reader);
}

int put_frame_read(struct put_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    if (texts_make(&frame->texts, size, 0) < 0)
        return -1;
    frame->container = read_u32(&reader);
    frame->mode = read_u32(&reader);
    frame->flags = read_u32(&reader);
    reader_require(&reader, frame->flags <= PUT_PARENTS);
    frame->owner = read_string(&reader, &frame->texts);
    frame->path = read_string(&reader, &frame->texts);
    return reader_result(&reader);
}

int get_frame_read(struct get_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    if (texts_make(&frame->texts, size, 0) < 0)
        return -1;
    frame->container = read_u32(&reader);
    frame->most = read_u64(&reader);
    frame->path = read_string(&reader, &frame->texts);
    return reader_result(&reader);
}

int open_frame_read(struct open_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    if (texts_make(&frame->texts, size, 1) < 0)
        return -1;
    read_limits(&reader, frame->limits, OPEN_LIMITS);
    frame->capabilities = read_strings(&reader, &frame->texts);
    return reader_result(&reader);
}

int record_frame_read(struct record_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    if (texts_make(&frame->texts, size, 0) < 0)
        return -1;
    frame->size = read_u32(&reader);
    frame->calls = read_string(&reader, &frame->texts);
    return reader_result(&reader);
}

int take_recording_frame_read(struct take_recording_frame *frame, const void *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    frame->container = read_u32(&reader);
    return reader_result(&reader);
}

void booted_frame_write(struct writer *writer, const struct booted_frame *frame) {
    write_u16(writer, frame->version);
}

void ready_frame_write(struct writer *writer, const struct ready_frame *frame) {
    write_u16(writer, frame->version);
    write_bytes(writer, frame->nonce, NONCE_SIZE);
}

void started_frame_write(struct writer *writer, const struct started_frame *frame) {
    write_u32(writer, frame->pid);
}

void exited_frame_write(struct writer *writer, const struct exited_frame *frame) {
    write_u8(writer, frame->signaled);
    write_u8(writer, frame->core);
    write_u8(writer, frame->limit);
    write_u8(writer, frame->reserved);
    write_u32(writer, frame->code);
    write_u64(writer, frame->wall);
    write_u64(writer, frame->user);
    write_u64(writer, frame->system);
    write_u64(writer, frame->maxrss);
    write_u64(writer, frame->minflt);
    write_u64(writer, frame->majflt);
    write_u64(writer, frame->nvcsw);
    write_u64(writer, frame->nivcsw);
    write_u64(writer, frame->stdout_written);
    write_u64(writer, frame->stderr_written);
    write_u32(writer, frame->killed);
    write_u32(writer, frame->reached);
    write_u64(writer, frame->stdout_cut);
    write_u64(writer, frame->stdout_missing);
    write_u64(writer, frame->stderr_cut);
    write_u64(writer, frame->stderr_missing);
}

void changed_frame_write(struct writer *writer, const struct changed_frame *frame) {
    write_u8(writer, frame->change);
    write_u8(writer, frame->signaled);
    write_u32(writer, frame->code);
    write_u32(writer, frame->left);
}

void failed_frame_write(struct writer *writer, const struct failed_frame *frame) {
    write_u32(writer, frame->error);
    write_string(writer, frame->what);
}

void credit_frame_write(struct writer *writer, const struct credit_frame *frame) {
    write_u32(writer, frame->frames);
}

void grant_input_frame_write(struct writer *writer, const struct grant_input_frame *frame) {
    write_u8(writer, frame->stream);
    write_u32(writer, frame->count);
}

void done_frame_write(struct writer *writer, const struct done_frame *frame) {
    write_u64(writer, frame->size);
    write_u32(writer, frame->mode);
}
