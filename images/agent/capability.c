#include "capability.h"

#include <linux/capability.h>
#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    unsigned capability;
} known[] = {{"raw-sockets", CAP_NET_RAW}};

// The capability's bit, or 0.
static uint64_t find(const char *name) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(name, known[i].name) == 0)
            return UINT64_C(1) << known[i].capability;
    }
    return 0;
}

int capability_find_all(char *const *names, uint64_t *mask) {
    *mask = 0;
    for (; *names != NULL; names++) {
        uint64_t bit = find(*names);
        if (bit == 0)
            return -1;
        *mask |= bit;
    }
    return 0;
}
