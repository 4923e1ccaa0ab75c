#include "container.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/capability.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "capability.h"
#include "children.h"
#include "crash.h"
#include "duty.h"
#include "log.h"
#include "port.h"

enum { CONTAINERS_MAX = 32 };

#define DROP_GRACE (2000 * MILLISECONDS)

// The group of inits and keepers: their memory is none of the students'.
static struct cgroup own = {.dir = -1};
static struct container *containers;

static void release(struct container *container) {
    crash_forget(container);
    watch_close(&container->report.watch);
    if (container->root >= 0)
        close(container->root);
    if (container->recording >= 0)
        close(container->recording);
    if (container->pidfd >= 0)
        close(container->pidfd);
    cgroup_remove(&container->cgroup);
}

static void forget(struct container *container) {
    struct container **link = &containers;
    while (*link != container)
        link = &(*link)->next;
    *link = container->next;
    release(container);
    free(container);
    // What its jobs made the heap take is the guest's again, holes between what others keep included.
    malloc_trim(0);
}

static void announce(struct container *container) {
    container->opened = true;
    port_send(FRAME_OPENED, container->id, NULL, 0);
}

static void end(struct container *container) {
    container->closing = true;
    for (struct tenant *tenant = container->tenants, *next; tenant != NULL; tenant = next) {
        next = tenant->next;
        tenant->evict(tenant);
    }
    // With the init of a pid namespace everything in it is killed.
    if (container->init > 0)
        kill(container->init, SIGKILL);
    if (container->cgroup.dir >= 0)
        cgroup_kill(&container->cgroup);
}

static void fail(struct container *container, int error, const char *what) {
    if (container->error.code == 0) {
        container->error.code = error;
        snprintf(container->error.what, sizeof container->error.what, "%s", what);
    }
    end(container);
}

static void report_ready(struct watch *watch) {
    struct container *container = ((struct container_watch *)watch)->container;
    struct container_error error = {.code = EIO, .what = "init"};
    char path[32];
    ssize_t ignored = read(watch->fd, &error, sizeof error);
    (void)ignored;
    watch_close(watch);
    if (container->closing)
        return;
    snprintf(path, sizeof path, "/proc/%d/root", (int)container->init);
    if (error.code != 0)
        fail(container, error.code, error.what);
    else if ((container->root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC)) < 0)
        fail(container, errno, "root");
    else
        announce(container);
}

static int start_init(struct container *container, const struct open_frame *request, const char **what) {
    char name[24];
    int report[2];
    snprintf(name, sizeof name, "box-%" PRIu32, container->id);
    *what = "cgroup";
    // One process of the limit is the init's, which is in another group: nothing to add.
    if (cgroup_make(&container->cgroup, name, request->limits[OPEN_LIMIT_MEMORY],
                    request->limits[OPEN_LIMIT_PROCESSES]) < 0 ||
        cgroup_delegate(&container->cgroup) < 0)
        return -1;
    *what = "pipe";
    if (pipe2(report, O_CLOEXEC) < 0)
        return -1;
    *what = "fork";
    container->init = container_init_start(request->limits, own.dir, report[1], &container->pidfd);
    int error = errno;
    close(report[1]);
    if (container->init < 0) {
        close(report[0]);
        errno = error;
        return -1;
    }
    container->report = (struct container_watch){{.fd = report[0], .ready = report_ready}, container};
    watch_for(&container->report.watch, EPOLLIN);
    return 0;
}

static bool too_many(void) {
    int count = 0;
    for (struct container *container = containers; container != NULL; container = container->next)
        count++;
    return count >= CONTAINERS_MAX;
}

int container_open(uint32_t id, const struct open_frame *request) {
    uint64_t capabilities;
    const char *what;
    if (capability_find_all(request->capabilities, &capabilities) < 0) {
        port_send_failed(id, EINVAL, "capability");
        return 0;
    }
    if (too_many()) {
        port_send_failed(id, EAGAIN, "containers");
        return 0;
    }
    struct container *container = calloc(1, sizeof *container);
    if (container == NULL)
        return -1;
    container->id = id;
    container->isolated = own.dir >= 0;
    container->own = own.dir;
    container->init = container->pidfd = container->root = container->recording = -1;
    container->cgroup = CGROUP_NONE;
    container->report.watch = WATCH_NONE;
    container->capabilities = capabilities;
    if (container->isolated && start_init(container, request, &what) < 0) {
        port_send_failed(id, errno, what);
        release(container);
        free(container);
        return 0;
    }
    container->next = containers;
    containers = container;
    if (!container->isolated)
        announce(container);
    return 0;
}

struct container *container_find(uint32_t id) {
    struct container *container = containers;
    while (container != NULL && container->id != id)
        container = container->next;
    return container;
}

void containers_visit(void (*look)(const struct container *container)) {
    for (struct container *container = containers; container != NULL; container = container->next) {
        if (container->opened)
            look(container);
    }
}

struct container *container_usable(uint32_t id) {
    struct container *container = container_find(id);
    if (container != NULL && container->opened && !container->closing)
        return container;
    errno = ENOENT;
    return NULL;
}

void container_enter(struct container *container, struct tenant *tenant) {
    tenant->container = container;
    tenant->next = container->tenants;
    container->tenants = tenant;
}

void container_leave(struct tenant *tenant) {
    if (tenant->container == NULL)
        return;
    struct tenant **link = &tenant->container->tenants;
    while (*link != tenant)
        link = &(*link)->next;
    *link = tenant->next;
    tenant->container = NULL;
}

static bool reaped(pid_t pid, int status, const struct rusage *usage) {
    (void)status;
    (void)usage;
    for (struct container *container = containers; container != NULL; container = container->next) {
        if (container->init == pid) {
            container->init = -1;
            if (!container->closing && !container->opened)
                fail(container, EIO, "init");
            return true;
        }
    }
    return false;
}

// Whether something of a container that is being closed is left.
static bool busy(const struct container *container) {
    return container->init > 0 || container->tenants != NULL;
}

// Closes a container of which nothing is left, however long that takes: how long is too long is the host's to
// say, which knows what time the guest really had.
static void advance(struct container *container) {
    if (!container->closing || busy(container))
        return;
    uint32_t id = container->id;
    struct container_error error = container->error;
    forget(container);
    if (error.code != 0)
        port_send_failed(id, error.code, error.what);
    else
        port_send(FRAME_CLOSED, id, NULL, 0);
}

static void check(uint64_t now) {
    (void)now;
    for (struct container *container = containers, *next; container != NULL; container = next) {
        next = container->next;
        advance(container);
    }
}

// The last job may have ended by the end of its output, which wakes nobody.
static uint64_t next_deadline(void) {
    for (struct container *container = containers; container != NULL; container = container->next) {
        if (container->closing && !busy(container))
            return 0;
    }
    return NEVER;
}

static bool any_left(void) {
    for (struct container *container = containers; container != NULL; container = container->next) {
        if (container->init > 0)
            return true;
    }
    return false;
}

// Waits for two seconds at most until they are gone.
static void drop(void) {
    for (struct container *container = containers; container != NULL; container = container->next)
        end(container);
    children_await(any_left, DROP_GRACE);
    while (containers != NULL)
        forget(containers);
}

void containers_init(bool system) {
    static struct duty duty = {.reaped = reaped, .check = check, .deadline = next_deadline, .drop = drop};
    duty_register(&duty);
    if (!system || !cgroup_usable())
        return;
    container_prepare();
    if (cgroup_make(&own, "own", UNLIMITED, UNLIMITED) < 0)
        log_errno("cgroup", "own");
}

void container_close(uint32_t id) {
    struct container *container = container_find(id);
    if (container == NULL) {
        port_send_failed(id, ENOENT, "container");
        return;
    }
    if (!container->closing)
        end(container);
    check(loop_now());
}
