// Checks the agent's codecs against test/vectors/, which the host's are checked against too.
// usage: test-vectors frames.txt payloads.txt

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "frames_text.h"

// Feeds the bytes in pieces of step; returns what came of the last one.
static enum frame_result decode(const struct bytes *bytes, size_t step, struct frame *frame,
                                struct frame_decoder *decoder) {
    enum frame_result result = FRAME_PARTIAL;
    frame_decoder_reset(decoder);
    for (size_t at = 0; at < bytes->size && result == FRAME_PARTIAL; at += step) {
        const uint8_t *data = bytes->at + at;
        size_t size = bytes->size - at < step ? bytes->size - at : step;
        result = frame_decode(decoder, &data, &size, frame);
    }
    return result;
}

static bool same(const struct frame *a, const struct frame *b) {
    return a->type == b->type && a->flags == b->flags && a->job == b->job && a->tag == b->tag &&
           a->length == b->length && memcmp(a->payload, b->payload, a->length) == 0;
}

// The fields after NAME: TYPE FLAGS JOB TAG PAYLOAD FRAME.
static bool check_valid(void) {
    static struct bytes payload, expected;
    static struct frame_decoder decoder;
    static const size_t steps[] = {1, 7, BYTES_MAX};
    uint8_t encoded[FRAME_MAX];
    struct frame decoded;
    unsigned long numbers[4];

    for (size_t i = 0; i < 4; i++) {
        const char *text = strtok(NULL, " \n");
        if (text == NULL)
            return false;
        numbers[i] = strtoul(text, NULL, 0);
    }
    if (!text_parse_bytes(strtok(NULL, " \n"), &payload) ||
        !text_parse_bytes(strtok(NULL, " \n"), &expected) || payload.size > FRAME_PAYLOAD_MAX)
        return false;
    struct frame frame = {
        .type = (uint8_t)numbers[0],
        .flags = (uint8_t)numbers[1],
        .length = (uint16_t)payload.size,
        .job = (uint32_t)numbers[2],
        .tag = (uint32_t)numbers[3],
        .payload = payload.at,
    };
    size_t size = frame_encode(&frame, encoded);
    if (size != expected.size || memcmp(encoded, expected.at, size) != 0)
        return false;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (decode(&expected, steps[i], &decoded, &decoder) != FRAME_COMPLETE || !same(&frame, &decoded))
            return false;
    }
    return true;
}

// The fields after NAME: REASON BYTES.
static bool check_invalid(void) {
    static struct bytes bytes;
    static struct frame_decoder decoder;
    struct frame frame;
    const char *reason = strtok(NULL, " \n");
    if (reason == NULL || !text_parse_bytes(strtok(NULL, " \n"), &bytes))
        return false;
    return strcmp(frame_reason(decode(&bytes, 1, &frame, &decoder)), reason) == 0 &&
           strcmp(frame_reason(decode(&bytes, BYTES_MAX, &frame, &decoder)), reason) == 0;
}

struct counts {
    int passed;
    int failed;
};

static void count(struct counts *counts, bool good, const char *name) {
    if (good) {
        counts->passed++;
    } else {
        counts->failed++;
        printf("failed: %s\n", name);
    }
}

static void check_frames(FILE *file, struct counts *counts) {
    char line[4 * FRAME_MAX];
    while (fgets(line, sizeof line, file) != NULL) {
        const char *kind = strtok(line, " \n");
        if (kind == NULL || kind[0] == '#')
            continue;
        const char *name = strtok(NULL, " \n");
        bool good = name != NULL && ((strcmp(kind, "valid") == 0 && check_valid()) ||
                                     (strcmp(kind, "invalid") == 0 && check_invalid()));
        count(counts, good, name != NULL ? name : kind);
    }
}

// The lines are what the bytes say, or the bytes what the lines say.
static bool check_payload(const struct frame_text *frame, const struct bytes *bytes,
                          const struct text *expected) {
    static struct text text;
    uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = writer_make(payload, sizeof payload);
    if (frame->compose != NULL) {
        frame->compose(expected, &writer);
        return writer.size == bytes->size && memcmp(payload, bytes->at, bytes->size) == 0;
    }
    text.size = 0;
    return frame->describe(&text, bytes->at, bytes->size) == 0 && text.size == expected->size &&
           memcmp(text.at, expected->at, text.size) == 0;
}

// A payload is a line "FRAME BYTES" and the lines of its fields, each after two blanks.
static void check_payloads(FILE *file, struct counts *counts) {
    static struct bytes bytes;
    static struct text text;
    const struct frame_text *frame = NULL;
    char line[4 * FRAME_MAX];
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, file) != NULL;
        size_t size = strlen(line);
        if (more && line[0] == ' ' && size - 2 < sizeof text.at - text.size) {
            memcpy(text.at + text.size, line + 2, size - 1);
            text.size += size - 2;
            continue;
        }
        if (frame != NULL)
            count(counts, check_payload(frame, &bytes, &text), frame->name);
        frame = NULL;
        text = (struct text){0};
        if (!more || line[0] == '#' || line[0] == '\n')
            continue;
        frame = frame_text_find(strtok(line, " \n"));
        if (frame == NULL || !text_parse_bytes(strtok(NULL, " \n"), &bytes)) {
            count(counts, false, line);
            frame = NULL;
        }
    }
}

int main(int argument_count, char **arguments) {
    struct counts counts = {0, 0};
    FILE *frames = argument_count == 3 ? fopen(arguments[1], "r") : NULL;
    FILE *payloads = argument_count == 3 ? fopen(arguments[2], "r") : NULL;
    if (frames == NULL || payloads == NULL) {
        fputs("usage: test-vectors frames.txt payloads.txt\n", stderr);
        return 2;
    }
    check_frames(frames, &counts);
    check_payloads(payloads, &counts);
    fclose(frames);
    fclose(payloads);
    printf("%d passed, %d failed\n", counts.passed, counts.failed);
    return counts.failed > 0 || counts.passed == 0;
}
