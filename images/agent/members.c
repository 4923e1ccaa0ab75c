#include "members.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#include "folder.h"
#include "task.h"

static bool group_left(pid_t group) {
    return group > 0 && (kill(-group, 0) == 0 || errno == EPERM);
}

static uint32_t count_group(pid_t group) {
    uint32_t count = 0;
    struct folder proc;
    folder_open(&proc, AT_FDCWD, "/proc");
    for (const char *name; (name = folder_next(&proc)) != NULL;) {
        struct task task;
        struct task_status status;
        count +=
            task_find(&task, proc.fd, name, &status) == 0 && status.group == group && !task_ended(&status);
    }
    folder_close(&proc);
    return count;
}

bool members_left(const struct members *members) {
    if (!members->reaped)
        return true;
    return members->cgroup.dir >= 0 ? cgroup_populated(&members->cgroup) : group_left(members->first);
}

uint32_t members_count(const struct members *members) {
    if (members->cgroup.dir >= 0)
        return cgroup_signal(&members->cgroup, 0);
    return group_left(members->first) ? count_group(members->first) : 0;
}

uint32_t members_kill(const struct members *members) {
    uint32_t count = members_count(members);
    if (members->first == 0 && members->keeper > 0)
        kill(members->keeper, SIGKILL); // so that the first will not be born
    if (members->cgroup.dir >= 0)
        cgroup_kill(&members->cgroup);
    else if (group_left(members->first))
        kill(-members->first, SIGKILL);
    // Before its exec it may have no process group of its own yet.
    if (members->first > 0 && !members->reaped)
        kill(members->first, SIGKILL);
    return count;
}

void members_signal(const struct members *members, int target, int signal) {
    if (target == SIGNAL_TARGET_PROCESS) {
        if (members->first > 0 && !members->reaped)
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
