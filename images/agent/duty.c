#include "duty.h"

#include <stddef.h>

#include "loop.h"

static struct duty *duties;

void duty_register(struct duty *duty) {
    struct duty **link = &duties;
    while (*link != NULL)
        link = &(*link)->next;
    *link = duty;
}

void duties_reaped(pid_t pid, int status, const struct rusage *usage) {
    for (struct duty *duty = duties; duty != NULL; duty = duty->next) {
        if (duty->reaped != NULL && duty->reaped(pid, status, usage))
            return;
    }
}

void duties_check(uint64_t now) {
    for (struct duty *duty = duties; duty != NULL; duty = duty->next) {
        if (duty->check != NULL)
            duty->check(now);
    }
}

void duties_run(uint64_t now) {
    for (struct duty *duty = duties; duty != NULL; duty = duty->next) {
        if (duty->check != NULL && now >= duty->deadline())
            duty->check(now);
    }
}

void duties_drop(void) {
    for (struct duty *duty = duties; duty != NULL; duty = duty->next) {
        if (duty->drop != NULL)
            duty->drop();
    }
}

uint64_t duties_deadline(void) {
    uint64_t earliest = NEVER;
    for (struct duty *duty = duties; duty != NULL; duty = duty->next) {
        uint64_t deadline = duty->check != NULL ? duty->deadline() : NEVER;
        if (deadline < earliest)
            earliest = deadline;
    }
    return earliest;
}
