// Paths of the host's requests: in the whole guest, or inside a container, where a program may have laid
// symbolic links to lead the agent astray.
#ifndef AGENT_PLACE_H
#define AGENT_PLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct place {
    int root; // folder that paths begin at and do not leave; -1: the agent's own root and working directory
};

// The place of a container's number; 0 is the whole guest. 0, or -1 and errno.
int place_find(uint32_t container, struct place *place);

// open(2), close-on-exec and non-blocking. Inside a container a link that leads out of it leads to its root.
int place_open(const struct place *place, const char *path, int flags);

// Opens the folder that the last part of a path lies in, O_PATH; *name is that part. -1 and errno, also if
// that is no name of a file.
int place_open_parent(const struct place *place, const char *path, const char **name);

// Makes the folders above path that are missing; owner and group -1: those of the agent. 0, or -1 and errno.
int place_make_parents(const struct place *place, const char *path, uid_t owner, gid_t group);

// True if a file of that descriptor may be read: inside a container only what its programs wrote or the image
// has, and not what a file system of the kernel makes up.
bool place_readable(const struct place *place, int fd);

#endif
