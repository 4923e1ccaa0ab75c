#include "spawn.h"

#include <errno.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "confine.h"
#include "report.h"
#include "system.h"

_Noreturn void spawn_give_up(const struct spawn *spawn, const char *what) {
    struct report report = {.kind = REPORT_FAILED, .code = errno};
    snprintf(report.what, sizeof report.what, "%s", what);
    report_send(spawn->report, &report);
    _exit(127);
}

// What the agent did with signals, see main().
static void default_signals(void) {
    sigset_t none;
    signal(SIGPIPE, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static const char *search_path(char **environment) {
    for (; *environment != NULL; environment++) {
        if (strncmp(*environment, "PATH=", 5) == 0)
            return *environment + 5;
    }
    return "/bin:/usr/bin"; // as execvp(3)
}

// Not execvp(3): that searches the agent's PATH, and runs a file that is no program as a shell script.
static void search_and_exec(const struct spawn *spawn) {
    char path[4096];
    int error = ENOENT;
    const char *folder = search_path(spawn->environment);
    for (bool more = true; more;) {
        size_t length = strcspn(folder, ":");
        int size =
            snprintf(path, sizeof path, "%.*s%s%s", (int)length, folder, length > 0 ? "/" : "", spawn->file);
        if (size > 0 && (size_t)size < sizeof path) {
            execve(path, spawn->arguments, spawn->environment);
            if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) {
                error = errno;
                break;
            }
            if (errno == EACCES)
                error = EACCES;
        }
        more = folder[length] == ':';
        folder += length + 1;
    }
    errno = error;
}

static void become(const struct spawn *spawn) {
    const char *what = "setuid";
    if (spawn->namespaces >= 0 && confine(spawn->user, spawn->capabilities, &what) < 0)
        spawn_give_up(spawn, what);
    if (spawn->namespaces < 0 && spawn->user != NULL && user_become(spawn->user) < 0)
        spawn_give_up(spawn, what);
}

_Noreturn void spawn_exec(const struct spawn *spawn) {
    default_signals();
    // Whoever the kernel has to end for memory that no cgroup counts, it shall be a job, which cannot lower
    // it.
    system_write("/proc/self/oom_score_adj", "1000");
    for (int fd = 0; fd < 3; fd++) {
        if (dup2(spawn->streams[fd], fd) < 0)
            spawn_give_up(spawn, "dup2");
    }
    // All are close-on-exec already, but for what a native run inherited; an old kernel may refuse.
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    umask(022);
    if (limits_apply(spawn->limits) < 0)
        spawn_give_up(spawn, "setrlimit");
    become(spawn);
    if (chdir(spawn->directory) < 0)
        spawn_give_up(spawn, "chdir");
    if (strchr(spawn->file, '/') != NULL)
        execve(spawn->file, spawn->arguments, spawn->environment);
    else
        search_and_exec(spawn);
    spawn_give_up(spawn, "execve");
}

// Moving a process into its cgroup afterwards would make the kernel wait for its next tick.
pid_t spawn_fork(int cgroup, uint64_t flags) {
    // Where a native agent runs, clone3(2) may be refused.
    if (cgroup < 0)
        return (pid_t)syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
    struct clone_args args = {
        .flags = flags | CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = (uint64_t)cgroup};
    return (pid_t)syscall(SYS_clone3, &args, sizeof args);
}

pid_t spawn_leader(const struct spawn *spawn) {
    pid_t pid = spawn_fork(spawn->cgroup, 0);
    if (pid != 0)
        return pid;
    if (setsid() < 0)
        spawn_give_up(spawn, "setsid");
    if (spawn->terminal && ioctl(spawn->streams[0], TIOCSCTTY, 0) < 0)
        spawn_give_up(spawn, "TIOCSCTTY");
    spawn_exec(spawn);
}
