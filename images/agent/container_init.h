// The first process of a container.
#ifndef AGENT_CONTAINER_INIT_H
#define AGENT_CONTAINER_INIT_H

#include <stdint.h>
#include <sys/types.h>

struct container_space {
    uint64_t bytes;  // of all its writable file systems together; UINT64_MAX: half of the memory
    uint64_t inodes; // UINT64_MAX: as many as there is memory for
};

// Where containers are put together; made once, by container_prepare().
#define CONTAINER_FOLDER "/run/container"

// What all containers have in common: the image read-only, a small /dev, no user namespaces. Once, at the
// start.
void container_prepare(void);

// Starts an init in namespaces of its own, born in the cgroup whose folder is given. Its pidfd is stored. It
// writes one struct spawn_error to report when the container is ready (code 0) or cannot be made. Returns the
// process id, or -1 and errno.
pid_t container_init_start(const struct container_space *space, int cgroup, int report, int *pidfd);

#endif
