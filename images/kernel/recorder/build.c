// SPDX-License-Identifier: GPL-2.0
#include "build.h"

#include <linux/string.h>

#include "names.h"

void *build_begin(struct build *build, struct recorder *recorder, size_t size) {
    build->recorder = recorder;
    build->uses = 0;
    build->size = size;
    return build->bytes;
}

void build_add(struct build *build, u8 tag, const void *content, u32 length) {
    const struct section_head head = {.length = length, .tag = tag};
    const size_t padded = ALIGN(length, 4);

    if (build->size + sizeof(head) + padded > RECORD_MOST)
        return;
    memcpy(build->bytes + build->size, &head, sizeof(head));
    build->size += sizeof(head);
    memset(build->bytes + build->size + padded - 4, 0, length ? 4 : 0);
    memcpy(build->bytes + build->size, content, length);
    build->size += padded;
}

void build_add_object(struct build *build, u8 tag, const struct object *object, u32 descriptor, u8 access) {
    const struct section_use use = {
        .descriptor = descriptor,
        .kind = object->kind,
        .access = access,
        .id = object->id,
        .realm = object->realm,
    };

    if (build->uses >= USES_MOST)
        return;
    build->uses++;
    names_tell(build->recorder, object);
    build_add(build, tag, &use, sizeof(use));
}

void build_add_descriptor(struct build *build, u32 descriptor) {
    struct object object;
    u8 access;

    if (object_of_descriptor(descriptor, &object, &access))
        build_add_object(build, SECTION_USE, &object, descriptor, access);
}
