// Checks frame.c against test/vectors/frames.txt, which the host's codec is checked against too.
// usage: test-vectors FILE

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"

enum { BYTES_MAX = 2 * FRAME_MAX };

struct bytes {
    size_t size;
    uint8_t at[BYTES_MAX];
};

// Pieces joined by '+', each either hexadecimal or HH*COUNT; "-" is empty.
static bool parse_bytes(const char *text, struct bytes *bytes) {
    bytes->size = 0;
    if (text == NULL)
        return false;
    while (*text != '\0' && *text != '-') {
        unsigned value;
        int used = 0;
        unsigned count = 1;
        if (*text == '+') {
            text++;
            continue;
        }
        if (sscanf(text, "%2x*%u%n", &value, &count, &used) != 2) {
            count = 1;
            if (sscanf(text, "%2x%n", &value, &used) != 1 || used != 2)
                return false;
        }
        text += used;
        if (count > BYTES_MAX - bytes->size)
            return false;
        memset(bytes->at + bytes->size, (int)value, count);
        bytes->size += count;
    }
    return true;
}

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
    if (!parse_bytes(strtok(NULL, " \n"), &payload) || !parse_bytes(strtok(NULL, " \n"), &expected) ||
        payload.size > FRAME_PAYLOAD_MAX)
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
    if (reason == NULL || !parse_bytes(strtok(NULL, " \n"), &bytes))
        return false;
    return strcmp(frame_reason(decode(&bytes, 1, &frame, &decoder)), reason) == 0 &&
           strcmp(frame_reason(decode(&bytes, BYTES_MAX, &frame, &decoder)), reason) == 0;
}

int main(int count, char **arguments) {
    char line[4 * FRAME_MAX];
    int passed = 0;
    int failed = 0;
    FILE *file = count == 2 ? fopen(arguments[1], "r") : NULL;
    if (file == NULL) {
        fputs("usage: test-vectors FILE\n", stderr);
        return 2;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        const char *kind = strtok(line, " \n");
        if (kind == NULL || kind[0] == '#')
            continue;
        const char *name = strtok(NULL, " \n");
        bool good = name != NULL && ((strcmp(kind, "valid") == 0 && check_valid()) ||
                                     (strcmp(kind, "invalid") == 0 && check_invalid()));
        if (good) {
            passed++;
        } else {
            failed++;
            printf("failed: %s\n", name != NULL ? name : kind);
        }
    }
    fclose(file);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
