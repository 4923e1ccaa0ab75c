// The frames of docs/protocol.md: their numbers, and their payloads as structures.
// Made by `make format` from src/protocol/frames.ts; not to be edited.
#ifndef AGENT_FRAMES_H
#define AGENT_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "message.h"

enum { PROTOCOL_VERSION = 2, NONCE_SIZE = 16 };

#define UNLIMITED UINT64_MAX

enum frame_type {
    FRAME_HELLO = 0x01,
    FRAME_EXEC = 0x02,
    FRAME_STDIN = 0x03,
    FRAME_STDIN_END = 0x04,
    FRAME_SIGNAL = 0x05,
    FRAME_RESIZE = 0x06,
    FRAME_GRANT_OUTPUT = 0x07,
    FRAME_PUT = 0x08,
    FRAME_GET = 0x09,
    FRAME_PUT_DATA = 0x0a,
    FRAME_PUT_END = 0x0b,
    FRAME_QUIESCE = 0x0c,
    FRAME_OPEN = 0x0d,
    FRAME_CLOSE = 0x0e,
    FRAME_ASK_EVIDENCE = 0x0f,
    FRAME_RECORD = 0x10,
    FRAME_TAKE_RECORDING = 0x11,
    FRAME_BOOTED = 0x81,
    FRAME_READY = 0x82,
    FRAME_STARTED = 0x83,
    FRAME_STDOUT = 0x84,
    FRAME_STDERR = 0x85,
    FRAME_EXITED = 0x86,
    FRAME_CHANGED = 0x90,
    FRAME_FAILED = 0x87,
    FRAME_CREDIT = 0x88,
    FRAME_GRANT_INPUT = 0x89,
    FRAME_GET_DATA = 0x8a,
    FRAME_DONE = 0x8b,
    FRAME_QUIET = 0x8c,
    FRAME_OPENED = 0x8d,
    FRAME_CLOSED = 0x8e,
    FRAME_RECORDS = 0x91,
    FRAME_EVIDENCE = 0x8f,
};

bool frame_known(uint8_t type);

// Whether a message may take several frames of this type.
bool frame_may_go_on(uint8_t type);

// What the host sends. Each *_read takes a payload apart: 0, or -1 and errno, EPROTO if it is malformed,
// ENOMEM. Pointers lead into the payload, those to texts into .texts, which is to be freed in both cases.

enum { HELLO_CONSOLE = 1 };
struct hello_frame {
    uint16_t version;
    uint16_t flags;
    const uint8_t *nonce;
    uint64_t clock;
    const uint8_t *entropy;
    uint32_t entropy_size;
};
int hello_frame_read(struct hello_frame *frame, const void *payload, size_t size);

enum { EXEC_PTY = 1, EXEC_STDIN = 2 };
enum {
    EXEC_LIMIT_CPU,
    EXEC_LIMIT_WALL,
    EXEC_LIMIT_OUTPUT,
    EXEC_LIMIT_FILE,
    EXEC_LIMIT_MEMORY,
    EXEC_LIMIT_PROCESSES,
    EXEC_LIMIT_OPEN_FILES,
    EXEC_LIMIT_CORE,
    EXEC_LIMIT_STACK,
    EXEC_LIMITS,
};
struct exec_frame {
    uint32_t container;
    uint32_t flags;
    uint16_t rows;
    uint16_t columns;
    uint32_t window;
    uint32_t linger;
    uint64_t limits[EXEC_LIMITS];
    const char *user;
    const char *directory;
    char **arguments;
    char **environment;
    struct texts texts;
};
int exec_frame_read(struct exec_frame *frame, const void *payload, size_t size);

enum { SIGNAL_TARGET_PROCESS = 0, SIGNAL_TARGET_GROUP = 1, SIGNAL_TARGET_JOB = 2 };
struct signal_frame {
    uint32_t signal;
    uint8_t target;
};
int signal_frame_read(struct signal_frame *frame, const void *payload, size_t size);

struct resize_frame {
    uint16_t rows;
    uint16_t columns;
};
int resize_frame_read(struct resize_frame *frame, const void *payload, size_t size);

enum { GRANT_OUTPUT_STREAM_STDOUT = 1, GRANT_OUTPUT_STREAM_STDERR = 2 };
struct grant_output_frame {
    uint8_t stream;
    uint32_t count;
};
int grant_output_frame_read(struct grant_output_frame *frame, const void *payload, size_t size);

enum { PUT_PARENTS = 1 };
struct put_frame {
    uint32_t container;
    uint32_t mode;
    uint32_t flags;
    const char *owner;
    const char *path;
    struct texts texts;
};
int put_frame_read(struct put_frame *frame, const void *payload, size_t size);

struct get_frame {
    uint32_t container;
    uint64_t most;
    const char *path;
    struct texts texts;
};
int get_frame_read(struct get_frame *frame, const void *payload, size_t size);

enum {
    OPEN_LIMIT_MEMORY,
    OPEN_LIMIT_PROCESSES,
    OPEN_LIMIT_BYTES,
    OPEN_LIMIT_INODES,
    OPEN_LIMITS,
};
struct open_frame {
    uint64_t limits[OPEN_LIMITS];
    char **capabilities;
    struct texts texts;
};
int open_frame_read(struct open_frame *frame, const void *payload, size_t size);

struct record_frame {
    uint32_t size;
    const char *calls;
    struct texts texts;
};
int record_frame_read(struct record_frame *frame, const void *payload, size_t size);

struct take_recording_frame {
    uint32_t container;
};
int take_recording_frame_read(struct take_recording_frame *frame, const void *payload, size_t size);

// What the agent sends.

struct booted_frame {
    uint16_t version;
};
void booted_frame_write(struct writer *writer, const struct booted_frame *frame);

struct ready_frame {
    uint16_t version;
    const uint8_t *nonce;
};
void ready_frame_write(struct writer *writer, const struct ready_frame *frame);

struct started_frame {
    uint32_t pid;
};
void started_frame_write(struct writer *writer, const struct started_frame *frame);

struct exited_frame {
    bool signaled;
    bool core;
    uint8_t limit;
    uint8_t reserved;
    uint32_t code;
    uint64_t wall;
    uint64_t user;
    uint64_t system;
    uint64_t maxrss;
    uint64_t minflt;
    uint64_t majflt;
    uint64_t nvcsw;
    uint64_t nivcsw;
    uint64_t stdout_written;
    uint64_t stderr_written;
    uint32_t killed;
    uint32_t reached;
    uint64_t stdout_cut;
    uint64_t stdout_missing;
    uint64_t stderr_cut;
    uint64_t stderr_missing;
};
void exited_frame_write(struct writer *writer, const struct exited_frame *frame);

enum { CHANGED_CHANGE_STOPPED = 0, CHANGED_CHANGE_CONTINUED = 1, CHANGED_CHANGE_ENDED = 2 };
struct changed_frame {
    uint8_t change;
    bool signaled;
    uint32_t code;
    uint32_t left;
};
void changed_frame_write(struct writer *writer, const struct changed_frame *frame);

struct failed_frame {
    uint32_t error;
    const char *what;
};
void failed_frame_write(struct writer *writer, const struct failed_frame *frame);

struct credit_frame {
    uint32_t frames;
};
void credit_frame_write(struct writer *writer, const struct credit_frame *frame);

enum { GRANT_INPUT_STREAM_STDIN = 0 };
struct grant_input_frame {
    uint8_t stream;
    uint32_t count;
};
void grant_input_frame_write(struct writer *writer, const struct grant_input_frame *frame);

struct done_frame {
    uint64_t size;
    uint32_t mode;
};
void done_frame_write(struct writer *writer, const struct done_frame *frame);

#endif
