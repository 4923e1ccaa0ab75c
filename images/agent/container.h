// Containers: what jobs of the host's students run in. Namespaces and a file system of their own, one cgroup,
// one end for all of it. A native run has plain groups of jobs instead, without any isolation.
#ifndef AGENT_CONTAINER_H
#define AGENT_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "cgroup.h"
#include "container_init.h"
#include "frames.h"
#include "loop.h"

struct container;

// What lives in a container, and is told when that is being closed. Put it first in the structure that owns
// it, so that the callback can get from one to the other.
struct tenant {
    struct tenant *next;
    struct container *container;          // NULL: in none
    pid_t session;                        // of its processes; it is led by their keeper
    pid_t first;                          // which the keeper started, as its container counts; 0: none
    void (*evict)(struct tenant *tenant); // ends it, as if it had been killed; it may leave at once
};

// A watch that knows its container; the watch first, see loop.h.
struct container_watch {
    struct watch watch;
    struct container *container;
};

struct container {
    struct container *next;
    uint32_t id;
    bool isolated;
    bool opened; // OPENED was sent
    bool closing;
    pid_t init;    // its first process; -1: there is none, or it was waited for
    int pidfd;     // of init: the namespaces; -1: none
    int root;      // its root folder, O_PATH; -1: none
    int recording; // the kernel's recorder at work, see recording.h; -1: none
    int own;       // folder of the cgroup for what is the agent's in it; -1: none
    struct cgroup cgroup;
    struct tenant *tenants;
    uint64_t capabilities;         // of all its users, a bit for each
    struct container_watch report; // what became of init's preparations
    struct container_error error;
};

// Registers the duty. system: the agent is PID 1 and can isolate; call it after system_start() then.
void containers_init(bool system);

// OPEN. Whether it succeeds or fails, the host is told, now or later. 0, or -1 if there is no memory.
int container_open(uint32_t id, const struct open_frame *request);

// CLOSE: ends all that is in it. CLOSED follows when it is gone.
void container_close(uint32_t id);

// NULL if there is none of that number, opened or not.
struct container *container_find(uint32_t id);

// Shows all that are open.
void containers_visit(void (*look)(const struct container *container));

// NULL and errno ENOENT if jobs and files cannot be put there (any more).
struct container *container_usable(uint32_t id);

// Moves in and out. A container is not closed before all its tenants have left.
void container_enter(struct container *container, struct tenant *tenant);
void container_leave(struct tenant *tenant);

#endif
