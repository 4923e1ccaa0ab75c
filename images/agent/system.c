#include "system.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <linux/random.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"
#include "log.h"
#include "network.h"

enum { ENTROPY_MAX = 4096 };

static void mount_at(const char *type, const char *path, unsigned long flags, const char *options) {
    if (mkdir(path, 0755) < 0 && errno != EEXIST)
        log_errno("mkdir", path);
    // EBUSY: it is mounted already.
    if (mount(type, path, type, flags, options) < 0 && errno != EBUSY)
        log_errno("mount", path);
}

static void mount_all(void) {
    const unsigned long safe = MS_NOSUID | MS_NOEXEC | MS_NODEV;
    mount_at("proc", "/proc", safe, NULL);
    mount_at("sysfs", "/sys", safe, NULL);
    // The kernel mounts it by itself only over a root file system that it has mounted, not over an initramfs.
    mount_at("devtmpfs", "/dev", MS_NOSUID, "mode=755");
    mount_at("devpts", "/dev/pts", MS_NOSUID | MS_NOEXEC, "gid=5,mode=620,ptmxmode=0666");
    mount_at("tmpfs", "/dev/shm", MS_NOSUID | MS_NODEV, "mode=1777");
    mount_at("mqueue", "/dev/mqueue", safe, NULL);
    mount_at("tmpfs", "/tmp", MS_NOSUID | MS_NODEV, "mode=1777");
    mount_at("tmpfs", "/run", MS_NOSUID | MS_NODEV, "mode=755");
    mount_at("cgroup2", CGROUP_ROOT, safe, NULL);
}

static void link_at(const char *target, const char *path) {
    if (symlink(target, path) < 0 && errno != EEXIST)
        log_errno("symlink", path);
}

static void protect(const char *pattern) {
    glob_t found;
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            if (chmod(found.gl_pathv[i], 0600) < 0)
                log_errno("chmod", found.gl_pathv[i]);
        }
        globfree(&found);
    }
}

static void prepare_devices(void) {
    link_at("/proc/self/fd", "/dev/fd");
    link_at("/proc/self/fd/0", "/dev/stdin");
    link_at("/proc/self/fd/1", "/dev/stdout");
    link_at("/proc/self/fd/2", "/dev/stderr");
    // devtmpfs makes a ptmx of its own, which only root may open; the one of devpts is for all.
    if (unlink("/dev/ptmx") < 0 && errno != ENOENT)
        log_errno("unlink", "/dev/ptmx");
    link_at("pts/ptmx", "/dev/ptmx");
    // A job that could write to the agent's port could pretend to be the agent.
    protect("/dev/vport*");
    protect("/dev/ttyS0");
}

// PID 1 may be started without any standard descriptors, or with those of an older /dev.
static void open_console(void) {
    int fd = open("/dev/console", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return;
    for (int standard = 0; standard < 3; standard++)
        dup2(fd, standard);
    if (fd > 2)
        close(fd);
}

static void set_host_name(void) {
    char name[65];
    FILE *file = fopen("/etc/hostname", "re");
    if (file == NULL) {
        log_errno("fopen", "/etc/hostname");
        return;
    }
    if (fscanf(file, "%64s", name) != 1 || sethostname(name, strlen(name)) < 0)
        log_errno("sethostname", "/etc/hostname");
    fclose(file);
}

// syslog(2), SYSLOG_ACTION_CONSOLE_LEVEL: from now on the console belongs to a person, who should not read a
// page about every program that runs out of memory. A panic is shown still.
static void quiet_kernel(void) {
    const int set_level = 8, only_emergencies = 1;
    if (klogctl(set_level, NULL, only_emergencies) < 0)
        log_errno("klogctl", "/dev/console");
}

// However many processes compute, the agent ends them when their time is over. Not for its children.
static void go_first(void) {
    const struct sched_param priority = {.sched_priority = 1};
    if (sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &priority) < 0)
        log_errno("sched_setscheduler", "SCHED_FIFO");
}

void system_start(void) {
    // The kernel makes the root of an initramfs writable for all.
    if (chmod("/", 0755) < 0)
        log_errno("chmod", "/");
    mount_all();
    open_console();
    prepare_devices();
    set_host_name();
    if (network_start_loopback() < 0)
        log_errno("network", "lo");
    system_write(CGROUP_ROOT "/cgroup.subtree_control", "+memory +pids");
    // No cgroup counts what a connection holds that nobody has accepted, and a socket lives on after its
    // process.
    // The networks of containers inherit the last two.
    system_write("/proc/sys/net/ipv4/tcp_mem", "512 768 1024");
    system_write("/proc/sys/net/ipv4/tcp_max_orphans", "16");
    system_write("/proc/sys/net/ipv4/tcp_rmem", "4096 16384 65536");
    system_write("/proc/sys/net/ipv4/tcp_wmem", "4096 16384 65536");
    quiet_kernel();
    // Out of memory, a job must go: not this, nor what it forks for a container.
    system_write("/proc/self/oom_score_adj", "-1000");
    go_first();
}

void system_set_clock(uint64_t nanoseconds) {
    struct timespec now = {
        .tv_sec = (time_t)(nanoseconds / 1000000000),
        .tv_nsec = (long)(nanoseconds % 1000000000),
    };
    if (clock_settime(CLOCK_REALTIME, &now) < 0)
        log_errno("clock_settime", "CLOCK_REALTIME");
}

void system_add_entropy(const uint8_t *bytes, size_t size) {
    // random(4): the kernel's structure ends in an array without a size.
    union {
        struct rand_pool_info information;
        uint8_t space[sizeof(struct rand_pool_info) + ENTROPY_MAX];
    } pool = {0};

    if (size > ENTROPY_MAX)
        size = ENTROPY_MAX;
    pool.information.entropy_count = (int)(size * 8);
    pool.information.buf_size = (int)size;
    memcpy(pool.space + offsetof(struct rand_pool_info, buf), bytes, size);

    int fd = open("/dev/urandom", O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        log_errno("open", "/dev/urandom");
        return;
    }
    if (size > 0 && ioctl(fd, RNDADDENTROPY, &pool) < 0)
        log_errno("RNDADDENTROPY", "/dev/urandom");
    // Without it the generator would go on with the key of the snapshot for up to a minute.
    if (ioctl(fd, RNDRESEEDCRNG) < 0)
        log_errno("RNDRESEEDCRNG", "/dev/urandom");
    close(fd);
}

void system_write(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        log_errno("open", path);
        return;
    }
    if (write(fd, text, strlen(text)) < 0)
        log_errno("write", path);
    close(fd);
}
