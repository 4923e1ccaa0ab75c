#include "container_request.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>

#include "limits.h"
#include "message.h"

enum { LIMITS = 4 };

static const struct {
    const char *name;
    unsigned capability;
} names[] = {{"raw-sockets", CAP_NET_RAW}};

// The capability's bit, or 0.
static uint64_t find(const char *name) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i].name) == 0)
            return UINT64_C(1) << names[i].capability;
    }
    return 0;
}

int container_request_parse(struct container_request *request, const uint8_t *payload, size_t size) {
    struct reader reader = reader_make(payload, size);
    uint64_t limits[LIMITS];
    bool unknown = false;
    char *texts = malloc(size + 1);
    char *pool = texts;
    if (texts == NULL)
        return -1;
    uint32_t count = read_count(&reader, sizeof(uint64_t));
    if (count > LIMITS)
        reader.bad = true; // a limit that would not be kept must not look as if it were
    for (uint32_t i = 0; i < LIMITS; i++)
        limits[i] = i < count ? read_u64(&reader) : UNLIMITED;
    *request = (struct container_request){limits[0], limits[1], {limits[2], limits[3]}, 0};
    count = read_count(&reader, sizeof(uint32_t));
    for (uint32_t i = 0; i < count; i++) {
        uint64_t bit = find(read_string(&reader, &pool));
        request->capabilities |= bit;
        unknown = unknown || bit == 0;
    }
    free(texts);
    if (!reader_finish(&reader) || unknown) {
        errno = reader_finish(&reader) ? EINVAL : EPROTO;
        return -1;
    }
    return 0;
}
