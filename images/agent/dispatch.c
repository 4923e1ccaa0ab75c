#include "dispatch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#include "assembly.h"
#include "container.h"
#include "evidence.h"
#include "exec_request.h"
#include "get.h"
#include "job.h"
#include "message.h"
#include "put.h"
#include "quiesce.h"
#include "session.h"

static void check(int result) {
    if (result < 0)
        session_break(errno == EPROTO ? "a frame breaks the rules" : "out of memory");
}

static void malformed(void) {
    errno = EPROTO;
    check(-1);
}

static void take_exec(const struct message *message) {
    struct exec_request request;
    int result = exec_request_parse(&request, message->payload, message->size);
    if (result == 0)
        result = job_start(message->job, &request);
    check(result);
    exec_request_free(&request);
}

static void take_put(const struct message *message) {
    struct reader reader = reader_make(message->payload, message->size);
    char *texts = malloc(message->size + 1);
    char *pool = texts;
    if (texts == NULL) {
        check(-1);
        return;
    }
    struct put_request request = {.container = read_u32(&reader)};
    request.mode = read_u32(&reader);
    request.flags = read_u32(&reader);
    request.owner = read_string(&reader, &pool);
    request.path = read_string(&reader, &pool);
    if (!reader_finish(&reader) || (request.flags & ~(uint32_t)PUT_PARENTS) != 0)
        malformed();
    else
        check(put_start(message->job, &request));
    free(texts);
}

static void take_get(const struct message *message) {
    struct reader reader = reader_make(message->payload, message->size);
    char *texts = malloc(message->size + 1);
    char *pool = texts;
    if (texts == NULL) {
        check(-1);
        return;
    }
    uint32_t container = read_u32(&reader);
    uint64_t most = read_u64(&reader);
    const char *path = read_string(&reader, &pool);
    if (!reader_finish(&reader))
        malformed();
    else
        check(get_start(message->job, container, most, path));
    free(texts);
}

// What takes a number: EXEC, PUT, GET and OPEN, whole.
static void take_request(const struct message *message) {
    if (message->job == 0 || job_find(message->job) != NULL || put_active(message->job) ||
        get_active(message->job) || container_find(message->job) != NULL) {
        malformed();
        return;
    }
    switch (message->type) {
    case HOST_EXEC:
        take_exec(message);
        break;
    case HOST_PUT:
        take_put(message);
        break;
    case HOST_OPEN:
        check(container_open(message->job, message->payload, message->size));
        break;
    default:
        take_get(message);
        break;
    }
}

// Frames for a job that is gone are no fault: they crossed its EXITED on the way. They are checked all the
// same.
static void take_signal(struct job *job, struct reader reader) {
    uint32_t number = read_u32(&reader);
    uint8_t target = read_u8(&reader);
    if (!reader_finish(&reader) || target > TARGET_ALL)
        malformed();
    else if (job != NULL && number < NSIG)
        job_signal(job, target, (int)number);
}

static void take_resize(struct job *job, struct reader reader) {
    uint16_t rows = read_u16(&reader);
    uint16_t columns = read_u16(&reader);
    if (!reader_finish(&reader))
        malformed();
    else if (job != NULL)
        job_resize(job, rows, columns);
}

static void take_grant(struct job *job, struct reader reader) {
    uint8_t stream = read_u8(&reader);
    uint32_t count = read_u32(&reader);
    if (!reader_finish(&reader) || stream < 1 || stream > 2)
        malformed();
    else if (job != NULL)
        job_grant(job, stream, count);
}

static void take_empty(const struct message *message, struct job *job) {
    if (message->size != 0) {
        malformed();
    } else if (message->type == HOST_DATA_END) {
        put_end(message->job);
    } else if (message->type == HOST_QUIESCE) {
        quiesce();
    } else if (message->type == HOST_CLOSE) {
        container_close(message->job);
    } else if (message->type == HOST_EVIDENCE) {
        evidence_answer(message->job);
    } else if (job != NULL) {
        input_end(&job->input);
    }
}

static void take(const struct message *message) {
    struct reader reader = reader_make(message->payload, message->size);
    struct job *job = job_find(message->job);
    if ((message->type == HOST_QUIESCE) != (message->job == 0)) {
        malformed();
        return;
    }
    switch (message->type) {
    case HOST_EXEC:
    case HOST_PUT:
    case HOST_GET:
    case HOST_OPEN:
        take_request(message);
        break;
    case HOST_STDIN:
        if (job != NULL)
            check(input_push(&job->input, message->payload, message->size));
        break;
    case HOST_SIGNAL:
        take_signal(job, reader);
        break;
    case HOST_RESIZE:
        take_resize(job, reader);
        break;
    case HOST_GRANT:
        take_grant(job, reader);
        break;
    case HOST_DATA:
        put_data(message->job, message->payload, message->size);
        break;
    case HOST_STDIN_END:
    case HOST_DATA_END:
    case HOST_QUIESCE:
    case HOST_CLOSE:
    case HOST_EVIDENCE:
        take_empty(message, job);
        break;
    default:
        malformed(); // one of the agent's own types
        break;
    }
}

void dispatch(const struct frame *frame) {
    struct message message;
    int result = assembly_add(frame, &message);
    check(result);
    if (result <= 0)
        return;
    take(&message);
    free(message.owned);
}
