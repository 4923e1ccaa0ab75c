#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
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

static _Noreturn void child(const struct spawn *spawn) {
    default_signals();
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
    if (spawn->user != NULL && user_become(spawn->user) < 0)
        give_up(spawn, "setuid");
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

pid_t spawn_process(const struct spawn *spawn) {
    pid_t pid = fork_into(spawn->cgroup);
    if (pid == 0)
        child(spawn);
    return pid;
}
