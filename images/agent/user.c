#include "user.h"

#include <errno.h>
#include <grp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *field(char **rest) {
    const char *text = strsep(rest, ":\n");
    return text != NULL ? text : "";
}

// name:password:uid:gid:gecos:home:shell, passwd(5)
static bool passwd_line(char *line, const char *name, struct user *user) {
    if (strcmp(field(&line), name) != 0)
        return false;
    field(&line);
    user->uid = (uid_t)strtoul(field(&line), NULL, 10);
    user->gid = (gid_t)strtoul(field(&line), NULL, 10);
    field(&line);
    snprintf(user->name, sizeof user->name, "%s", name);
    snprintf(user->home, sizeof user->home, "%s", field(&line));
    return true;
}

// name:password:gid:member,member, group(5)
static void group_line(char *line, struct user *user) {
    field(&line);
    field(&line);
    gid_t gid = (gid_t)strtoul(field(&line), NULL, 10);
    char *members = line;
    if (members == NULL)
        return;
    members[strcspn(members, "\n")] = '\0';
    for (char *member; (member = strsep(&members, ",")) != NULL;) {
        if (strcmp(member, user->name) == 0 && gid != user->gid && user->group_count < USER_GROUPS_MAX)
            user->groups[user->group_count++] = gid;
    }
}

int user_find(const char *name, struct user *user) {
    char *line = NULL;
    size_t capacity = 0;
    bool found = false;

    memset(user, 0, sizeof *user);
    FILE *file = fopen("/etc/passwd", "re");
    if (file == NULL)
        return -1;
    while (!found && getline(&line, &capacity, file) > 0)
        found = passwd_line(line, name, user);
    fclose(file);
    if (!found || strlen(name) >= sizeof user->name) {
        free(line);
        errno = ENOENT;
        return -1;
    }

    user->groups[user->group_count++] = user->gid;
    file = fopen("/etc/group", "re");
    while (file != NULL && getline(&line, &capacity, file) > 0)
        group_line(line, user);
    if (file != NULL)
        fclose(file);
    free(line);
    return 0;
}

int user_become(const struct user *user) {
    if (geteuid() != 0 && geteuid() == user->uid)
        return 0;
    if (setgroups(user->group_count, user->groups) < 0)
        return -1;
    // The user last: after it nothing else may be changed.
    return setgid(user->gid) < 0 || setuid(user->uid) < 0 ? -1 : 0;
}
