// Made by `make format` from src/protocol/frames.ts; not to be edited.
#include "frames_text.h"

#include <string.h>

#include "frames.h"

static int describe_hello_frame(struct text *text, const void *payload, size_t size) {
    struct hello_frame frame;
    int result = hello_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "version", frame.version);
        text_number(text, "flags", frame.flags);
        text_bytes(text, "nonce", frame.nonce, NONCE_SIZE);
        text_number(text, "clock", frame.clock);
        text_bytes(text, "entropy", frame.entropy, frame.entropy_size);
    }
    return result;
}

static int describe_exec_frame(struct text *text, const void *payload, size_t size) {
    struct exec_frame frame;
    int result = exec_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "container", frame.container);
        text_number(text, "flags", frame.flags);
        text_number(text, "rows", frame.rows);
        text_number(text, "columns", frame.columns);
        text_number(text, "window", frame.window);
        text_number(text, "linger", frame.linger);
        text_limits(text, "limits", frame.limits, EXEC_LIMITS);
        text_string(text, "user", frame.user);
        text_string(text, "directory", frame.directory);
        text_strings(text, "arguments", frame.arguments);
        text_strings(text, "environment", frame.environment);
    }
    texts_free(&frame.texts);
    return result;
}

static int describe_signal_frame(struct text *text, const void *payload, size_t size) {
    struct signal_frame frame;
    int result = signal_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "signal", frame.signal);
        text_number(text, "target", frame.target);
    }
    return result;
}

static int describe_resize_frame(struct text *text, const void *payload, size_t size) {
    struct resize_frame frame;
    int result = resize_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "rows", frame.rows);
        text_number(text, "columns", frame.columns);
    }
    return result;
}

static int describe_grant_output_frame(struct text *text, const void *payload, size_t size) {
    struct grant_output_frame frame;
    int result = grant_output_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "stream", frame.stream);
        text_number(text, "count", frame.count);
    }
    return result;
}

static int describe_put_frame(struct text *text, const void *payload, size_t size) {
    struct put_frame frame;
    int result = put_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "container", frame.container);
        text_number(text, "mode", frame.mode);
        text_number(text, "flags", frame.flags);
        text_string(text, "owner", frame.owner);
        text_string(text, "path", frame.path);
    }
    texts_free(&frame.texts);
    return result;
}

static int describe_get_frame(struct text *text, const void *payload, size_t size) {
    struct get_frame frame;
    int result = get_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "container", frame.container);
        text_number(text, "most", frame.most);
        text_string(text, "path", frame.path);
    }
    texts_free(&frame.texts);
    return result;
}

static int describe_open_frame(struct text *text, const void *payload, size_t size) {
    struct open_frame frame;
    int result = open_frame_read(&frame, payload, size);
    if (result == 0) {
        text_limits(text, "limits", frame.limits, OPEN_LIMITS);
        text_strings(text, "capabilities", frame.capabilities);
    }
    texts_free(&frame.texts);
    return result;
}

static int describe_record_frame(struct text *text, const void *payload, size_t size) {
    struct record_frame frame;
    int result = record_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "size", frame.size);
        text_string(text, "calls", frame.calls);
    }
    texts_free(&frame.texts);
    return result;
}

static int describe_take_recording_frame(struct text *text, const void *payload, size_t size) {
    struct take_recording_frame frame;
    int result = take_recording_frame_read(&frame, payload, size);
    if (result == 0) {
        text_number(text, "container", frame.container);
    }
    return result;
}

static void compose_booted_frame(const struct text *text, struct writer *writer) {
    struct booted_frame frame = {
        .version = (uint16_t)text_get_number(text, "version"),
    };
    booted_frame_write(writer, &frame);
}

static void compose_ready_frame(const struct text *text, struct writer *writer) {
    struct ready_frame frame = {
        .version = (uint16_t)text_get_number(text, "version"),
        .nonce = text_get_bytes(text, "nonce"),
    };
    ready_frame_write(writer, &frame);
}

static void compose_started_frame(const struct text *text, struct writer *writer) {
    struct started_frame frame = {
        .pid = (uint32_t)text_get_number(text, "pid"),
    };
    started_frame_write(writer, &frame);
}

static void compose_exited_frame(const struct text *text, struct writer *writer) {
    struct exited_frame frame = {
        .signaled = text_get_number(text, "signaled") != 0,
        .core = text_get_number(text, "core") != 0,
        .limit = (uint8_t)text_get_number(text, "limit"),
        .reserved = (uint8_t)text_get_number(text, "reserved"),
        .code = (uint32_t)text_get_number(text, "code"),
        .wall = text_get_number(text, "wall"),
        .user = text_get_number(text, "user"),
        .system = text_get_number(text, "system"),
        .maxrss = text_get_number(text, "maxrss"),
        .minflt = text_get_number(text, "minflt"),
        .majflt = text_get_number(text, "majflt"),
        .nvcsw = text_get_number(text, "nvcsw"),
        .nivcsw = text_get_number(text, "nivcsw"),
        .stdout_written = text_get_number(text, "stdoutWritten"),
        .stderr_written = text_get_number(text, "stderrWritten"),
        .killed = (uint32_t)text_get_number(text, "killed"),
        .reached = (uint32_t)text_get_number(text, "reached"),
        .stdout_cut = text_get_number(text, "stdoutCut"),
        .stdout_missing = text_get_number(text, "stdoutMissing"),
        .stderr_cut = text_get_number(text, "stderrCut"),
        .stderr_missing = text_get_number(text, "stderrMissing"),
    };
    exited_frame_write(writer, &frame);
}

static void compose_changed_frame(const struct text *text, struct writer *writer) {
    struct changed_frame frame = {
        .change = (uint8_t)text_get_number(text, "change"),
        .signaled = text_get_number(text, "signaled") != 0,
        .code = (uint32_t)text_get_number(text, "code"),
        .left = (uint32_t)text_get_number(text, "left"),
    };
    changed_frame_write(writer, &frame);
}

static void compose_failed_frame(const struct text *text, struct writer *writer) {
    struct failed_frame frame = {
        .error = (uint32_t)text_get_number(text, "error"),
        .what = text_get_string(text, "what"),
    };
    failed_frame_write(writer, &frame);
}

static void compose_credit_frame(const struct text *text, struct writer *writer) {
    struct credit_frame frame = {
        .frames = (uint32_t)text_get_number(text, "frames"),
    };
    credit_frame_write(writer, &frame);
}

static void compose_grant_input_frame(const struct text *text, struct writer *writer) {
    struct grant_input_frame frame = {
        .stream = (uint8_t)text_get_number(text, "stream"),
        .count = (uint32_t)text_get_number(text, "count"),
    };
    grant_input_frame_write(writer, &frame);
}

static void compose_done_frame(const struct text *text, struct writer *writer) {
    struct done_frame frame = {
        .size = text_get_number(text, "size"),
        .mode = (uint32_t)text_get_number(text, "mode"),
    };
    done_frame_write(writer, &frame);
}

// clang-format off
const struct frame_text frame_texts[] = {
    {"HELLO", FRAME_HELLO, describe_hello_frame, NULL},
    {"EXEC", FRAME_EXEC, describe_exec_frame, NULL},
    {"SIGNAL", FRAME_SIGNAL, describe_signal_frame, NULL},
    {"RESIZE", FRAME_RESIZE, describe_resize_frame, NULL},
    {"GRANT_OUTPUT", FRAME_GRANT_OUTPUT, describe_grant_output_frame, NULL},
    {"PUT", FRAME_PUT, describe_put_frame, NULL},
    {"GET", FRAME_GET, describe_get_frame, NULL},
    {"OPEN", FRAME_OPEN, describe_open_frame, NULL},
    {"RECORD", FRAME_RECORD, describe_record_frame, NULL},
    {"TAKE_RECORDING", FRAME_TAKE_RECORDING, describe_take_recording_frame, NULL},
    {"BOOTED", FRAME_BOOTED, NULL, compose_booted_frame},
    {"READY", FRAME_READY, NULL, compose_ready_frame},
    {"STARTED", FRAME_STARTED, NULL, compose_started_frame},
    {"EXITED", FRAME_EXITED, NULL, compose_exited_frame},
    {"CHANGED", FRAME_CHANGED, NULL, compose_changed_frame},
    {"FAILED", FRAME_FAILED, NULL, compose_failed_frame},
    {"CREDIT", FRAME_CREDIT, NULL, compose_credit_frame},
    {"GRANT_INPUT", FRAME_GRANT_INPUT, NULL, compose_grant_input_frame},
    {"DONE", FRAME_DONE, NULL, compose_done_frame},
};
// clang-format on

const size_t frame_texts_count = sizeof frame_texts / sizeof *frame_texts;

const struct frame_text *frame_text_find(const char *name) {
    for (size_t i = 0; name != NULL && i < frame_texts_count; i++) {
        if (strcmp(frame_texts[i].name, name) == 0)
            return &frame_texts[i];
    }
    return NULL;
}
