// Feeds the decoder, and what takes messages apart behind it, with frames that chance has changed.
// usage: fuzz-frames FRAMES SEED payloads.txt

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembly.h"
#include "frame.h"
#include "frames_text.h"
#include "message.h"

enum { EXAMPLES_MAX = 64 };

static uint64_t state;

// xorshift64*, so that a seed gives the same frames everywhere.
static uint32_t next(void) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)(state * UINT64_C(0x2545f4914f6cdd1d) >> 32);
}

static uint32_t below(uint32_t limit) {
    return next() % limit;
}

static struct { unsigned long fed, complete, partial, bad, whole, refused, messages; } counts;

static void fail(const char *what) {
    printf("failed: %s\n", what);
    exit(1);
}

// The payloads of the vectors that a host sends: what chance changes.
static struct example {
    uint8_t type;
    struct bytes payload;
} examples[EXAMPLES_MAX];
static uint32_t examples_count;

static void read_examples(const char *path) {
    char line[4 * FRAME_MAX];
    FILE *file = fopen(path, "r");
    while (file != NULL && examples_count < EXAMPLES_MAX && fgets(line, sizeof line, file) != NULL) {
        if (line[0] == ' ' || line[0] == '#')
            continue;
        const struct frame_text *frame = frame_text_find(strtok(line, " \n"));
        struct example *example = &examples[examples_count];
        if (frame == NULL || frame->describe == NULL ||
            !text_parse_bytes(strtok(NULL, " \n"), &example->payload) ||
            example->payload.size > FRAME_PAYLOAD_MAX)
            continue;
        example->type = frame->type;
        examples_count++;
    }
    if (file != NULL)
        fclose(file);
}

// A frame that could have come from a host; its size. One of four has fields of chance, or is one that has
// none.
static size_t make_frame(uint8_t out[FRAME_MAX]) {
    static uint8_t payload[FRAME_PAYLOAD_MAX];
    const struct example *example = &examples[below(examples_count)];
    struct frame frame = {.type = example->type, .job = below(24), .tag = next(), .payload = payload};
    if (below(4) == 0) {
        if (below(2) == 0)
            frame.type = (uint8_t)below(FRAME_EVIDENCE + 1);
        frame.length = (uint16_t)(below(4) == 0 ? below(FRAME_PAYLOAD_MAX + 1) : below(64));
        memset(payload, (int)next(), frame.length);
    } else {
        frame.length = (uint16_t)example->payload.size;
        memcpy(payload, example->payload.at, frame.length);
    }
    if (below(8) == 0 && frame_may_go_on(frame.type))
        frame.flags = FRAME_MORE;
    return frame_encode(&frame, out);
}

// Bits, bytes and fields that are other ones; bytes that are missing or too many.
static size_t mutate(uint8_t *bytes, size_t size, size_t capacity) {
    for (uint32_t changes = below(4); changes > 0 && size > 0; changes--) {
        size_t at = below(2) == 0 ? below((uint32_t)size) : below(size < 40 ? (uint32_t)size : 40);
        switch (below(5)) {
        case 0:
            bytes[at] ^= (uint8_t)(1 << below(8));
            break;
        case 1:
            bytes[at] = (uint8_t)next();
            break;
        case 2:
            memset(bytes + at, below(2) == 0 ? 0 : 0xff, size - at < 4 ? size - at : 4);
            break;
        case 3:
            size = at;
            break;
        default:
            if (size < capacity)
                memmove(bytes + at + 1, bytes + at, size++ - at);
            break;
        }
    }
    return size;
}

// With the agent's own readers of every frame that has fields.
static void take_message(const struct message *message) {
    static struct text text;
    counts.messages++;
    for (size_t i = 0; i < frame_texts_count; i++) {
        const struct frame_text *frame = &frame_texts[i];
        if (frame->type != message->type || frame->describe == NULL)
            continue;
        text.size = 0;
        int result = frame->describe(&text, message->payload, message->size);
        if (result < 0 && errno != EPROTO)
            fail("memory is out");
        if (result == 0 && text.size == 0)
            fail("a payload without fields");
        counts.refused += result < 0;
        counts.whole += result == 0;
    }
}

static void take(const struct frame *frame) {
    struct message message;
    if (frame->length > FRAME_PAYLOAD_MAX)
        fail("a payload that is too long");
    int result = assembly_add(frame, &message);
    if (result < 0) {
        if (errno != EPROTO)
            fail("memory is out");
        assembly_drop(); // as the end of a session does
    } else if (result > 0) {
        take_message(&message);
        free(message.owned);
    }
}

// Feeds the bytes in pieces. What comes out must be what went in.
static void feed(struct frame_decoder *decoder, const uint8_t *bytes, size_t size) {
    uint8_t again[FRAME_MAX];
    size_t began = 0;
    bool fresh = decoder->have == 0;
    for (size_t at = 0; at < size;) {
        size_t piece = below(3) == 0 ? 1 + below(16) : size - at;
        if (piece > size - at)
            piece = size - at;
        const uint8_t *data = bytes + at;
        size_t left = piece;
        struct frame frame;
        enum frame_result result = frame_decode(decoder, &data, &left, &frame);
        at += piece - left;
        if (result == FRAME_PARTIAL) {
            counts.partial++;
            if (left != 0 || decoder->have > FRAME_MAX)
                fail("a decoder that holds more than a frame");
        } else if (result == FRAME_COMPLETE) {
            counts.complete++;
            size_t encoded = frame_encode(&frame, again);
            if (fresh && (encoded != at - began || memcmp(again, bytes + began, encoded) != 0))
                fail("a frame that is another one than was fed");
            take(&frame);
            began = at;
            fresh = true;
        } else {
            counts.bad++;
            if (frame_reason(result)[0] == '\0')
                fail("a fault without a reason");
            frame_decoder_reset(decoder);
            assembly_drop();
            return; // as the agent, which drops what else it has read
        }
    }
}

int main(int count, char **arguments) {
    static struct frame_decoder decoder;
    static uint8_t bytes[2 * FRAME_MAX];
    unsigned long frames = count == 4 ? strtoul(arguments[1], NULL, 10) : 0;
    if (count == 4)
        read_examples(arguments[3]);
    if (frames == 0 || examples_count == 0) {
        fputs("usage: fuzz-frames FRAMES SEED payloads.txt\n", stderr);
        return 2;
    }
    state = strtoull(arguments[2], NULL, 10) * 2 + 1;
    for (; counts.fed < frames; counts.fed++) {
        size_t size = make_frame(bytes);
        if (below(16) == 0) {
            for (size_t i = 0; i < size; i++)
                bytes[i] = (uint8_t)next();
        }
        feed(&decoder, bytes, mutate(bytes, size, sizeof bytes));
    }
    assembly_drop();
    printf("%lu frames: %lu complete, %lu partial, %lu bad; %lu messages, %lu refused\n", counts.fed,
           counts.complete, counts.partial, counts.bad, counts.messages, counts.refused);
    return 0;
}
