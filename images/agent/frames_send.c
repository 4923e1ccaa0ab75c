// Made by `make format` from src/protocol/frames.ts; not to be edited.
#include "frames_send.h"

#include "port.h"

void send_booted(uint32_t job, const struct booted_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    booted_frame_write(&writer, frame);
    port_send(FRAME_BOOTED, job, payload, writer.size);
}

void send_ready(uint32_t job, const struct ready_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    ready_frame_write(&writer, frame);
    port_send(FRAME_READY, job, payload, writer.size);
}

void send_started(uint32_t job, const struct started_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    started_frame_write(&writer, frame);
    port_send(FRAME_STARTED, job, payload, writer.size);
}

void send_exited(uint32_t job, const struct exited_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    exited_frame_write(&writer, frame);
    port_send(FRAME_EXITED, job, payload, writer.size);
}

void send_changed(uint32_t job, const struct changed_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    changed_frame_write(&writer, frame);
    port_send(FRAME_CHANGED, job, payload, writer.size);
}

void send_failed(uint32_t job, const struct failed_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    failed_frame_write(&writer, frame);
    port_send(FRAME_FAILED, job, payload, writer.size);
}

void send_credit(uint32_t job, const struct credit_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    credit_frame_write(&writer, frame);
    port_send(FRAME_CREDIT, job, payload, writer.size);
}

void send_grant_input(uint32_t job, const struct grant_input_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    grant_input_frame_write(&writer, frame);
    port_send(FRAME_GRANT_INPUT, job, payload, writer.size);
}

void send_done(uint32_t job, const struct done_frame *frame) {
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    done_frame_write(&writer, frame);
    port_send(FRAME_DONE, job, payload, writer.size);
}
