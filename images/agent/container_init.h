// The first process of a container.
#ifndef AGENT_CONTAINER_INIT_H
#define AGENT_CONTAINER_INIT_H

#include <stdint.h>
#include <sys/types.h>

#include "frames.h"

// Where containers are put together; made once, by container_prepare().
#define CONTAINER_FOLDER "/run/container"

// Its number in the /proc of its container.
#define CONTAINER_INIT "1"

// What could not be done for one.
struct container_error {
    int32_t code; // errno
    char what[28];
};

// What all containers have in common: the image read-only, a small /dev, no user namespaces. Once, at the
// start.
void container_prepare(void);

// Starts an init, whose writable file systems have these limits, in namespaces of its own, born in the cgroup
// whose folder is given. Its pidfd is stored. It writes one struct container_error to report when the
// container is ready (code 0) or cannot be made. Returns the process id, or -1 and errno.
pid_t container_init_start(const uint64_t limits[OPEN_LIMITS], int cgroup, int report, int *pidfd);

#endif
