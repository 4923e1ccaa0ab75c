#include "assembly.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct assembly {
    uint8_t *bytes; // NULL: free
    size_t size;
    uint32_t job;
    uint8_t type;
};

static struct assembly assemblies[ASSEMBLIES_MAX];

static struct assembly *find(uint32_t job) {
    for (size_t i = 0; i < ASSEMBLIES_MAX; i++) {
        if (assemblies[i].bytes != NULL && assemblies[i].job == job)
            return &assemblies[i];
    }
    return NULL;
}

static struct assembly *find_free(void) {
    for (size_t i = 0; i < ASSEMBLIES_MAX; i++) {
        if (assemblies[i].bytes == NULL)
            return &assemblies[i];
    }
    return NULL;
}

static int append(struct assembly *assembly, const struct frame *frame) {
    if (assembly->size + frame->length > MESSAGE_MAX) {
        errno = EPROTO;
        return -1;
    }
    // One byte more, so that an empty message is not NULL.
    uint8_t *bytes = realloc(assembly->bytes, assembly->size + frame->length + 1);
    if (bytes == NULL)
        return -1;
    assembly->bytes = bytes;
    memcpy(bytes + assembly->size, frame->payload, frame->length);
    assembly->size += frame->length;
    return 0;
}

int assembly_add(const struct frame *frame, struct message *message) {
    struct assembly *assembly = find(frame->job);
    if (assembly == NULL && (frame->flags & FRAME_MORE) == 0) {
        *message = (struct message){frame->type, frame->job, frame->payload, frame->length, NULL};
        return 1;
    }
    if (assembly == NULL) {
        assembly = find_free();
        if (assembly != NULL)
            *assembly = (struct assembly){.job = frame->job, .type = frame->type};
    }
    if (assembly == NULL || assembly->type != frame->type) {
        errno = EPROTO;
        return -1;
    }
    if (append(assembly, frame) < 0)
        return -1;
    if ((frame->flags & FRAME_MORE) != 0)
        return 0;
    *message = (struct message){frame->type, frame->job, assembly->bytes, assembly->size, assembly->bytes};
    *assembly = (struct assembly){0};
    return 1;
}

void assembly_drop(void) {
    for (size_t i = 0; i < ASSEMBLIES_MAX; i++) {
        free(assemblies[i].bytes);
        assemblies[i] = (struct assembly){0};
    }
}
