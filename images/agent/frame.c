#include "frame.h"

#include <string.h>

static void put_u16(uint8_t *at, uint16_t value) {
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

static void put_u32(uint8_t *at, uint32_t value) {
    put_u16(at, (uint16_t)value);
    put_u16(at + 2, (uint16_t)(value >> 16));
}

static uint16_t get_u16(const uint8_t *at) {
    return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t get_u32(const uint8_t *at) {
    return get_u16(at) | (uint32_t)get_u16(at + 2) << 16;
}

size_t frame_encode(const struct frame *frame, uint8_t out[FRAME_MAX]) {
    put_u16(out, frame->length);
    out[2] = frame->type;
    out[3] = frame->flags;
    put_u32(out + 4, frame->job);
    put_u32(out + 8, frame->tag);
    if (frame->length > 0)
        memcpy(out + FRAME_HEADER, frame->payload, frame->length);
    return FRAME_HEADER + (size_t)frame->length;
}

static enum frame_result header_check(const uint8_t *header) {
    if (get_u16(header) > FRAME_PAYLOAD_MAX)
        return FRAME_BAD_LENGTH;
    if (!frame_known(header[2]))
        return FRAME_BAD_TYPE;
    if ((header[3] & ~FRAME_MORE) != 0 || ((header[3] & FRAME_MORE) != 0 && !frame_may_go_on(header[2])))
        return FRAME_BAD_FLAGS;
    return FRAME_COMPLETE;
}

static void take(struct frame_decoder *decoder, const uint8_t **data, size_t *size, size_t until) {
    size_t count = until - decoder->have;
    if (count > *size)
        count = *size;
    memcpy(decoder->bytes + decoder->have, *data, count);
    decoder->have += count;
    *data += count;
    *size -= count;
}

enum frame_result frame_decode(struct frame_decoder *decoder, const uint8_t **data, size_t *size,
                               struct frame *frame) {
    const uint8_t *bytes = decoder->bytes;

    if (decoder->have < FRAME_HEADER) {
        take(decoder, data, size, FRAME_HEADER);
        if (decoder->have < FRAME_HEADER)
            return FRAME_PARTIAL;
        enum frame_result result = header_check(bytes);
        if (result != FRAME_COMPLETE)
            return result;
    }

    uint16_t length = get_u16(bytes);
    take(decoder, data, size, FRAME_HEADER + (size_t)length);
    if (decoder->have < FRAME_HEADER + (size_t)length)
        return FRAME_PARTIAL;

    *frame = (struct frame){
        .type = bytes[2],
        .flags = bytes[3],
        .length = length,
        .job = get_u32(bytes + 4),
        .tag = get_u32(bytes + 8),
        .payload = bytes + FRAME_HEADER,
    };
    decoder->have = 0; // the bytes stay where they are until the next call
    return FRAME_COMPLETE;
}

void frame_decoder_reset(struct frame_decoder *decoder) {
    decoder->have = 0;
}

const char *frame_reason(enum frame_result result) {
    switch (result) {
    case FRAME_BAD_LENGTH:
        return "length";
    case FRAME_BAD_TYPE:
        return "type";
    case FRAME_BAD_FLAGS:
        return "flags";
    default:
        return "";
    }
}
