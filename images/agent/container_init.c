#include "container_init.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"
#include "network.h"
#include "system.h"
#include "user.h"

// The image as it will be /, a /dev to lay over it, and the one file system that can be written to.
#define ROOT CONTAINER_FOLDER "/root"
#define DEVICES CONTAINER_FOLDER "/dev"
#define SPACE CONTAINER_FOLDER "/space"

enum { SAFE = MS_NOSUID | MS_NODEV, READ_ONLY = MS_REMOUNT | MS_BIND | MS_RDONLY };

static void folder(const char *path) {
    if (mkdir(path, 0755) < 0 && errno != EEXIST)
        log_errno("mkdir", path);
}

static void device(const char *path, unsigned minor, unsigned major) {
    if (mknod(path, S_IFCHR | 0666, makedev(major, minor)) < 0 && errno != EEXIST)
        log_errno("mknod", path);
}

static void link_to(const char *target, const char *path) {
    if (symlink(target, path) < 0 && errno != EEXIST)
        log_errno("symlink", path);
}

static void lay(const char *source, const char *target, unsigned long flags) {
    if (mount(source, target, NULL, MS_BIND, NULL) < 0 ||
        mount(NULL, target, NULL, READ_ONLY | flags, NULL) < 0)
        log_errno("mount", target);
}

static void prepare_devices(void) {
    folder(DEVICES);
    if (mount("dev", DEVICES, "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=755,size=64k") < 0)
        log_errno("mount", DEVICES);
    device(DEVICES "/null", 3, 1);
    device(DEVICES "/zero", 5, 1);
    device(DEVICES "/full", 7, 1);
    device(DEVICES "/random", 8, 1);
    device(DEVICES "/urandom", 9, 1);
    device(DEVICES "/tty", 0, 5);
    folder(DEVICES "/pts");
    folder(DEVICES "/shm");
    folder(DEVICES "/mqueue");
    link_to("pts/ptmx", DEVICES "/ptmx");
    link_to("/proc/self/fd", DEVICES "/fd");
    link_to("/proc/self/fd/0", DEVICES "/stdin");
    link_to("/proc/self/fd/1", DEVICES "/stdout");
    link_to("/proc/self/fd/2", DEVICES "/stderr");
}

void container_prepare(void) {
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
        log_errno("mount", "/");
    folder(CONTAINER_FOLDER);
    folder(ROOT);
    folder(SPACE);
    prepare_devices();
    lay("/", ROOT, SAFE);
    // Devices of a read-only mount can be written to all the same; only the folder cannot.
    lay(DEVICES, ROOT "/dev", MS_NOSUID | MS_NOEXEC);
    system_write("/proc/sys/user/max_user_namespaces", "0");
}

struct preparation {
    const uint64_t *limits; // OPEN_LIMITS of them
    const char *what;       // the step that is under way
};

static int make_folder(struct preparation *preparation, const char *path, mode_t mode, uid_t owner) {
    preparation->what = path;
    if (mkdir(path, mode) < 0)
        return -1;
    return owner == 0 ? 0 : chown(path, owner, owner);
}

static int make_home(struct preparation *preparation, const char *path, const char *name) {
    struct user user;
    preparation->what = "user";
    if (user_find(name, &user) < 0)
        return -1;
    return make_folder(preparation, path, 0755, user.uid);
}

// One file system for all that can be written to, so that one limit holds for all of it.
static int make_space(struct preparation *preparation) {
    char options[96] = "mode=755";
    size_t used = strlen(options);
    if (preparation->limits[OPEN_LIMIT_BYTES] != UNLIMITED)
        used += (size_t)snprintf(options + used, sizeof options - used, ",size=%" PRIu64,
                                 preparation->limits[OPEN_LIMIT_BYTES]);
    if (preparation->limits[OPEN_LIMIT_INODES] != UNLIMITED)
        snprintf(options + used, sizeof options - used, ",nr_inodes=%" PRIu64,
                 preparation->limits[OPEN_LIMIT_INODES]);
    preparation->what = "tmpfs";
    if (mount("space", SPACE, "tmpfs", SAFE, options) < 0)
        return -1;
    if (make_folder(preparation, SPACE "/tmp", 01777, 0) < 0 ||
        make_folder(preparation, SPACE "/shm", 01777, 0) < 0 ||
        make_folder(preparation, SPACE "/run", 0755, 0) < 0 ||
        make_folder(preparation, SPACE "/home", 0755, 0) < 0)
        return -1;
    if (make_home(preparation, SPACE "/home/student", "student") < 0)
        return -1;
    return make_home(preparation, SPACE "/home/other", "other");
}

static int mount_all(struct preparation *preparation) {
    static const struct {
        const char *source, *target, *type;
        unsigned long flags;
        const char *options;
    } mounts[] = {
        {SPACE "/tmp", ROOT "/tmp", NULL, MS_BIND, NULL},
        {SPACE "/home", ROOT "/home", NULL, MS_BIND, NULL},
        {SPACE "/run", ROOT "/run", NULL, MS_BIND, NULL},
        {SPACE "/shm", ROOT "/dev/shm", NULL, MS_BIND, NULL},
        // No cgroup counts what waits in a terminal's buffers: a few terminals only.
        {"devpts", ROOT "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "gid=5,mode=620,ptmxmode=0666,max=32"},
        {"mqueue", ROOT "/dev/mqueue", "mqueue", SAFE | MS_NOEXEC, NULL},
        {"proc", ROOT "/proc", "proc", SAFE | MS_NOEXEC, NULL},
        // root may write there without any capability, to the configuration of devices too.
        {ROOT "/proc/sys", ROOT "/proc/sys", NULL, MS_BIND, NULL},
        {NULL, ROOT "/proc/sys", NULL, READ_ONLY | SAFE | MS_NOEXEC, NULL},
        {ROOT "/proc/bus", ROOT "/proc/bus", NULL, MS_BIND, NULL},
        {NULL, ROOT "/proc/bus", NULL, READ_ONLY | SAFE | MS_NOEXEC, NULL},
    };
    for (size_t i = 0; i < sizeof mounts / sizeof *mounts; i++) {
        preparation->what = mounts[i].target;
        if (mount(mounts[i].source, mounts[i].target, mounts[i].type, mounts[i].flags, mounts[i].options) < 0)
            return -1;
    }
    // An initramfs cannot be pivoted away from: what was / stays below, where no path leads.
    preparation->what = "chroot";
    return chdir(ROOT) < 0 || mount(".", "/", NULL, MS_MOVE, NULL) < 0 || chroot(".") < 0 ? -1 : 0;
}

static int prepare(struct preparation *preparation) {
    if (make_space(preparation) < 0 || mount_all(preparation) < 0)
        return -1;
    preparation->what = "loopback";
    return network_start_loopback();
}

static void keep_nothing(int report) {
    // Nobody inside may look into this process, which was the agent.
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NAME, "init");
    dup2(report, 3);
    close_range(4, ~0U, 0);
    close_range(0, 2, 0);
    setsid();
}

static void tell(int report, int code, const char *what) {
    struct container_error error = {.code = code};
    snprintf(error.what, sizeof error.what, "%s", what);
    ssize_t ignored = write(report, &error, sizeof error);
    (void)ignored;
}

static _Noreturn void init(const uint64_t limits[OPEN_LIMITS], int report) {
    struct preparation preparation = {.limits = limits};
    sigset_t set;
    keep_nothing(report);
    report = 3;
    umask(0);
    if (prepare(&preparation) < 0) {
        tell(report, errno, preparation.what);
        _exit(1);
    }
    tell(report, 0, "");
    close(report);
    // SIGCHLD is blocked, as in the agent. Of the inside's signals none reaches a process that handles none.
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    for (;;) {
        while (waitpid(-1, NULL, WNOHANG) > 0)
            continue;
        sigwaitinfo(&set, NULL);
    }
}

pid_t container_init_start(const uint64_t limits[OPEN_LIMITS], int cgroup, int report, int *pidfd) {
    struct clone_args args = {
        .flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS | CLONE_PIDFD |
                 CLONE_INTO_CGROUP,
        .pidfd = (uint64_t)(uintptr_t)pidfd,
        .exit_signal = SIGCHLD,
        .cgroup = (uint64_t)cgroup,
    };
    pid_t pid = (pid_t)syscall(SYS_clone3, &args, sizeof args);
    if (pid == 0)
        init(limits, report);
    return pid;
}
