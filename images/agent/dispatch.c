#include "dispatch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#include "assembly.h"
#include "container.h"
#include "evidence.h"
#include "get.h"
#include "job.h"
#include "put.h"
#include "quiesce.h"
#include "recording.h"
#include "session.h"

static void check(int result) {
    if (result < 0)
        session_break(errno == EPROTO ? "a frame breaks the rules" : "out of memory");
}

static int malformed(void) {
    errno = EPROTO;
    return -1;
}

static int take_exec(const struct message *message) {
    struct exec_frame request;
    int result = exec_frame_read(&request, message->payload, message->size);
    if (result == 0)
        result = request.arguments[0] == NULL ? malformed() : job_start(message->job, &request);
    texts_free(&request.texts);
    return result;
}

static int take_put(const struct message *message) {
    struct put_frame request;
    int result = put_frame_read(&request, message->payload, message->size);
    if (result == 0)
        result = put_start(message->job, &request);
    texts_free(&request.texts);
    return result;
}

static int take_get(const struct message *message) {
    struct get_frame request;
    int result = get_frame_read(&request, message->payload, message->size);
    if (result == 0)
        result = get_start(message->job, &request);
    texts_free(&request.texts);
    return result;
}

static int take_open(const struct message *message) {
    struct open_frame request;
    int result = open_frame_read(&request, message->payload, message->size);
    if (result == 0)
        result = container_open(message->job, &request);
    texts_free(&request.texts);
    return result;
}

static int take_record(const struct message *message) {
    struct record_frame request;
    int result = record_frame_read(&request, message->payload, message->size);
    if (result == 0)
        recording_begin(message->job, &request);
    texts_free(&request.texts);
    return result;
}

static int take_take_recording(const struct message *message) {
    struct take_recording_frame request;
    if (take_recording_frame_read(&request, message->payload, message->size) < 0)
        return -1;
    return recording_take(message->job, &request);
}

// Frames for a job that is gone are no fault: they crossed its EXITED on the way. They are checked all the
// same.
static int take_stdin(const struct message *message) {
    struct job *job = job_find(message->job);
    return job != NULL ? input_push(&job->input, message->payload, message->size) : 0;
}

static int take_signal(const struct message *message) {
    struct signal_frame request;
    struct job *job = job_find(message->job);
    if (signal_frame_read(&request, message->payload, message->size) < 0)
        return -1;
    if (job != NULL && request.signal < NSIG)
        job_signal(job, request.target, (int)request.signal);
    return 0;
}

static int take_resize(const struct message *message) {
    struct resize_frame request;
    struct job *job = job_find(message->job);
    if (resize_frame_read(&request, message->payload, message->size) < 0)
        return -1;
    if (job != NULL)
        job_resize(job, request.rows, request.columns);
    return 0;
}

static int take_grant_output(const struct message *message) {
    struct grant_output_frame request;
    struct job *job = job_find(message->job);
    if (grant_output_frame_read(&request, message->payload, message->size) < 0)
        return -1;
    if (job != NULL)
        job_grant(job, request.stream, request.count);
    return 0;
}

static int take_put_data(const struct message *message) {
    put_data(message->job, message->payload, message->size);
    return 0;
}

static void end_input(uint32_t number) {
    struct job *job = job_find(number);
    if (job != NULL)
        input_end(&job->input);
}

static void get_quiet(uint32_t number) {
    (void)number;
    quiesce();
}

// What becomes of each frame of the host but HELLO, which is the session's.
static const struct rule {
    int (*take)(const struct message *message); // 0, or -1 and errno
    void (*act)(uint32_t number);               // instead, of a frame that is empty
    bool begins;                                // something that gets the frame's number
    bool global;                                // it has no number
} rules[] = {
    [FRAME_EXEC] = {take_exec, .begins = true},
    [FRAME_STDIN] = {take_stdin},
    [FRAME_STDIN_END] = {.act = end_input},
    [FRAME_SIGNAL] = {take_signal},
    [FRAME_RESIZE] = {take_resize},
    [FRAME_GRANT_OUTPUT] = {take_grant_output},
    [FRAME_PUT] = {take_put, .begins = true},
    [FRAME_GET] = {take_get, .begins = true},
    [FRAME_PUT_DATA] = {take_put_data},
    [FRAME_PUT_END] = {.act = put_end},
    [FRAME_QUIESCE] = {.act = get_quiet, .global = true},
    [FRAME_OPEN] = {take_open, .begins = true},
    [FRAME_CLOSE] = {.act = container_close},
    [FRAME_ASK_EVIDENCE] = {.act = evidence_answer},
    [FRAME_RECORD] = {take_record},
    [FRAME_TAKE_RECORDING] = {take_take_recording, .begins = true},
};

static bool in_use(uint32_t number) {
    return job_find(number) != NULL || put_active(number) || get_active(number) ||
           container_find(number) != NULL;
}

static int take(const struct message *message) {
    const struct rule *rule = message->type < sizeof rules / sizeof *rules ? &rules[message->type] : NULL;
    if (rule == NULL || (rule->take == NULL && rule->act == NULL)) // one of the agent's own types
        return malformed();
    if (rule->global != (message->job == 0) || (rule->begins && in_use(message->job)))
        return malformed();
    if (rule->take != NULL)
        return rule->take(message);
    if (message->size != 0)
        return malformed();
    rule->act(message->job);
    return 0;
}

void dispatch(const struct frame *frame) {
    struct message message;
    int result = assembly_add(frame, &message);
    check(result);
    if (result <= 0)
        return;
    check(take(&message));
    free(message.owned);
}
