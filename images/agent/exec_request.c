#include "exec_request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"

static char **read_strings(struct reader *reader, char **pool) {
    uint32_t count = read_count(reader, sizeof(uint32_t));
    char **strings = calloc((size_t)count + 1, sizeof *strings);
    for (uint32_t i = 0; strings != NULL && i < count; i++)
        strings[i] = read_string(reader, pool);
    return strings;
}

static void read_limits(struct reader *reader, struct limits *limits) {
    uint32_t count = read_count(reader, sizeof(uint64_t));
    if (count > LIMIT_COUNT)
        reader->bad = true; // a limit that would not be kept must not look as if it were
    for (uint32_t i = 0; i < LIMIT_COUNT; i++)
        limits->value[i] = i < count ? read_u64(reader) : UNLIMITED;
}

int exec_request_parse(struct exec_request *request, const uint8_t *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    memset(request, 0, sizeof *request);
    request->pool = malloc(size + 1);
    if (request->pool == NULL)
        return -1;
    char *pool = request->pool;

    request->container = read_u32(&reader);
    request->flags = read_u32(&reader);
    request->rows = read_u16(&reader);
    request->columns = read_u16(&reader);
    request->window = read_u32(&reader);
    request->linger = read_u32(&reader);
    read_limits(&reader, &request->limits);
    request->user = read_string(&reader, &pool);
    request->directory = read_string(&reader, &pool);
    request->arguments = read_strings(&reader, &pool);
    request->environment = read_strings(&reader, &pool);
    if (request->arguments == NULL || request->environment == NULL) {
        errno = ENOMEM;
        return -1;
    }
    if (!reader_finish(&reader) || (request->flags & ~(uint32_t)(EXEC_PTY | EXEC_STDIN)) != 0 ||
        request->arguments[0] == NULL) {
        errno = EPROTO;
        return -1;
    }
    return 0;
}

void exec_request_free(struct exec_request *request) {
    free(request->arguments);
    free(request->environment);
    free(request->pool);
}
