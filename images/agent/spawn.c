#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "confine.h"
#include "log.h"
#include "system.h"

static _Noreturn void give_up(const struct spawn *spawn, const char *what) {
    struct spawn_error error = {.code = errno};
    snprintf(error.what, sizeof error.what, "%s", what);
    if (spawn->report >= 0) {
        ssize_t ignored = write(spawn->report, &error, sizeof error);
        (void)ignored;
    }
    _exit(127);
}

static void default_signals(void) {
    sigset_t none;
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
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

// The pid namespace and the cgroup are those that it was born in.
static void enter(const struct spawn *spawn) {
    if (spawn->namespaces < 0)
        return;
    // Nobody inside may look into it while it still is the agent; execve(2) sets it back.
    prctl(PR_SET_DUMPABLE, 0);
    // Whoever the kernel has to end for memory that no cgroup counts, it shall be a job. A job cannot lower
    // it.
    system_write("/proc/self/oom_score_adj", "1000");
    if (setns(spawn->namespaces, CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS) < 0)
        give_up(spawn, "setns");
    if (unshare(CLONE_NEWCGROUP) < 0)
        give_up(spawn, "unshare");
}

static void become(const struct spawn *spawn) {
    const char *what = "setuid";
    if (spawn->namespaces >= 0 && confine(spawn->user, spawn->capabilities, &what) < 0)
        give_up(spawn, what);
    if (spawn->namespaces < 0 && spawn->user != NULL && user_become(spawn->user) < 0)
        give_up(spawn, what);
}

static _Noreturn void child(const struct spawn *spawn) {
    default_signals();
    enter(spawn);
    if (setsid() < 0)
        give_up(spawn, "setsid");
    if (spawn->terminal && ioctl(spawn->streams[0], TIOCSCTTY, 0) < 0)
        give_up(spawn, "TIOCSCTTY");
    for (int fd = 0; fd < 3; fd++) {
        if (dup2(spawn->streams[fd], fd) < 0)
            give_up(spawn, "dup2");
    }
    // All are close-on-exec already, but for what a native run inherited; an old kernel may refuse.
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    umask(022);
    if (limits_apply(spawn->limits) < 0)
        give_up(spawn, "setrlimit");
    become(spawn);
    if (chdir(spawn->directory) < 0)
        give_up(spawn, "chdir");
    if (strchr(spawn->file, '/') != NULL)
        execve(spawn->file, spawn->arguments, spawn->environment);
    else
        search_and_exec(spawn);
    give_up(spawn, "execve");
}

// fork(2) into a cgroup. Moving a process there afterwards would make the kernel wait for its next tick.
static pid_t fork_into(int cgroup) {
    if (cgroup < 0)
        return fork();
    struct clone_args args = {.flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = (uint64_t)cgroup};
    return (pid_t)syscall(SYS_clone3, &args, sizeof args);
}

static pid_t start(const struct spawn *spawn) {
    pid_t pid = fork_into(spawn->cgroup);
    if (pid == 0)
        child(spawn);
    return pid;
}

// The agent itself stays where it is; setns(2) of a pid namespace is about the children to come.
static pid_t start_in_namespace(const struct spawn *spawn) {
    pid_t pid = -1;
    int own = open("/proc/self/ns/pid", O_RDONLY | O_CLOEXEC);
    if (own < 0)
        return -1;
    if (setns(spawn->namespaces, CLONE_NEWPID) == 0)
        pid = start(spawn);
    int error = errno;
    if (setns(own, CLONE_NEWPID) < 0)
        log_errno("setns", "own");
    close(own);
    errno = error;
    return pid;
}

pid_t spawn_process(const struct spawn *spawn) {
    return spawn->namespaces < 0 ? start(spawn) : start_in_namespace(spawn);
}
