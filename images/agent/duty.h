// What has children that end, something to do at a time, or something that ends with the session: it
// registers itself, and neither the loop nor the session knows anybody.
#ifndef AGENT_DUTY_H
#define AGENT_DUTY_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

struct duty {
    // A child of the agent ended, wait4(2). True if it was one of this duty's, false if not. NULL: it has
    // none.
    bool (*reaped)(pid_t pid, int status, const struct rusage *usage);
    // Does what is due at that time (loop_now() clock); harmless if nothing is. NULL: nothing ever is.
    void (*check)(uint64_t now);
    // When check is to be called again at the latest: 0 at once, NEVER. Set if check is.
    uint64_t (*deadline)(void);
    // Ends and forgets all that belongs to the session; nothing is sent. NULL: nothing does.
    void (*drop)(void);
    struct duty *next;
};

// Registers a duty for good. They are called in the order of their registration: what lives in something
// else comes before it.
void duty_register(struct duty *duty);

// Tells whose child has ended. Nobody's: an orphan that only had to be waited for.
void duties_reaped(pid_t pid, int status, const struct rusage *usage);

// Lets all do what is due after children have ended.
void duties_check(uint64_t now);

// Lets those do what is due whose time has come.
void duties_run(uint64_t now);

// Lets all forget what belongs to the session.
void duties_drop(void);

// When duties_run() is to be called again at the latest.
uint64_t duties_deadline(void);

#endif
