// Users from /etc/passwd and /etc/group, read directly: getpwnam(3) needs shared libraries in a static
// program.
#ifndef AGENT_USER_H
#define AGENT_USER_H

#include <stddef.h>
#include <sys/types.h>

enum { USER_GROUPS_MAX = 32 };

struct user {
    uid_t uid;
    gid_t gid;
    char name[64];
    char home[256];
    gid_t groups[USER_GROUPS_MAX]; // supplementary groups, the user's own first
    size_t group_count;
};

// 0, or -1 and errno: ENOENT if there is no such user.
int user_find(const char *name, struct user *user);

// The calling process becomes the user: setgroups(2), setgid(2), setuid(2). Does nothing if it is already and
// may not change (a native run). 0, or -1 and errno.
int user_become(const struct user *user);

#endif
