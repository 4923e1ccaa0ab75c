#include "members.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool group_left(pid_t group) {
    return kill(-group, 0) == 0 || errno == EPERM;
}

// True if the process belongs to the group and has not ended: proc_pid_stat(5), fields 3 and 5.
static bool is_member(const char *pid, pid_t group) {
    char path[300];
    char line[512];
    char state = 'Z';
    int parent, its_group = 0;
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    if (fgets(line, sizeof line, file) != NULL) {
        const char *after = strrchr(line, ')'); // the name in parentheses may hold anything
        if (after == NULL || sscanf(after + 1, " %c %d %d", &state, &parent, &its_group) != 3)
            state = 'Z';
    }
    fclose(file);
    return its_group == group && state != 'Z' && state != 'X';
}

static uint32_t count_group(pid_t group) {
    uint32_t count = 0;
    DIR *proc = opendir("/proc");
    if (proc == NULL)
        return 0;
    for (struct dirent *entry; (entry = readdir(proc)) != NULL;) {
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9')
            count += is_member(entry->d_name, group);
    }
    closedir(proc);
    return count;
}

bool members_left(const struct members *members) {
    if (!members->reaped)
        return true;
    return members->cgroup.dir >= 0 ? cgroup_populated(&members->cgroup) : group_left(members->first);
}

uint32_t members_kill(const struct members *members) {
    uint32_t count = 0;
    if (members->cgroup.dir >= 0) {
        count = cgroup_signal(&members->cgroup, 0);
        cgroup_kill(&members->cgroup);
    } else if (group_left(members->first)) {
        count = count_group(members->first);
        kill(-members->first, SIGKILL);
    }
    // Before its exec the first process may have neither joined the cgroup nor left the agent's process
    // group.
    if (!members->reaped)
        kill(members->first, SIGKILL);
    return count;
}

void members_signal(const struct members *members, int target, int signal) {
    if (target == SIGNAL_TARGET_PROCESS) {
        if (!members->reaped)
            kill(members->first, signal);
    } else if (target == SIGNAL_TARGET_JOB && members->cgroup.dir >= 0) {
        if (signal == SIGKILL)
            cgroup_kill(&members->cgroup);
        else
            cgroup_signal(&members->cgroup, signal);
    } else if (group_left(members->first)) {
        kill(-members->first, signal);
    }
}
