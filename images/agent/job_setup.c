#include "job_setup.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "frame.h"
#include "keeper.h"
#include "pty.h"
#include "report.h"

// Standard input, output and error, as the child and as the agent sees them; -1: none.
struct ends {
    int child[3];
    int agent[3];
    int report_child;
    int report_agent;
};

#define ENDS_NONE ((struct ends){{-1, -1, -1}, {-1, -1, -1}, -1, -1})

static void close_one(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void close_child_ends(struct ends *ends) {
    for (int i = 0; i < 3; i++)
        close_one(&ends->child[i]);
    close_one(&ends->report_child);
}

static void close_agent_ends(struct ends *ends) {
    for (int i = 0; i < 3; i++)
        close_one(&ends->agent[i]);
    close_one(&ends->report_agent);
}

// A pipe whose agent's end does not block. The user owns it, so that opening /dev/stdout works for the job.
static int make_pipe(int *child, int *agent, bool child_reads, const struct user *user) {
    int both[2];
    if (pipe2(both, O_CLOEXEC) < 0)
        return -1;
    *child = both[child_reads ? 0 : 1];
    *agent = both[child_reads ? 1 : 0];
    if (user != NULL && geteuid() == 0 && fchown(*child, user->uid, user->gid) < 0)
        return -1;
    return fcntl(*agent, F_SETFL, O_NONBLOCK) < 0 ? -1 : 0;
}

static int open_terminal(struct job *job, const struct exec_frame *request, struct ends *ends,
                         const struct user *user) {
    struct pty pty;
    const struct container *container = job->tenant.container;
    if (pty_open(&pty, container != NULL ? container->root : -1, request->rows, request->columns) < 0)
        return -1;
    job->slave = pty.slave;
    ends->agent[1] = pty.master;
    // epoll tells reading and writing apart only if they are two descriptors.
    ends->agent[0] = fcntl(pty.master, F_DUPFD_CLOEXEC, 3);
    if (ends->agent[0] < 0)
        return -1;
    if (user != NULL && geteuid() == 0 && fchown(pty.slave, user->uid, (gid_t)-1) < 0)
        return -1;
    for (int i = 0; i < 3; i++) {
        ends->child[i] = fcntl(pty.slave, F_DUPFD_CLOEXEC, 3);
        if (ends->child[i] < 0)
            return -1;
    }
    return 0;
}

static int open_pipes(const struct exec_frame *request, struct ends *ends, const struct user *user) {
    if ((request->flags & EXEC_STDIN) != 0) {
        if (make_pipe(&ends->child[0], &ends->agent[0], true, user) < 0)
            return -1;
    } else {
        ends->child[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (ends->child[0] < 0)
            return -1;
    }
    if (make_pipe(&ends->child[1], &ends->agent[1], false, user) < 0)
        return -1;
    return make_pipe(&ends->child[2], &ends->agent[2], false, user);
}

static int start_keeper(struct job *job, const struct exec_frame *request, const struct ends *ends,
                        const struct user *user) {
    const struct container *container = job->tenant.container;
    struct spawn spawn = {
        .file = request->arguments[0],
        .arguments = request->arguments,
        .environment = request->environment,
        .directory = request->directory[0] != '\0' ? request->directory : "/",
        .user = user,
        .limits = request->limits,
        .streams = {ends->child[0], ends->child[1], ends->child[2]},
        .terminal = (request->flags & EXEC_PTY) != 0,
        .namespaces = container != NULL ? container->pidfd : -1,
        .capabilities = container != NULL ? container->capabilities : 0,
        .cgroup = job->members.cgroup.dir,
        .report = ends->report_child,
    };
    pid_t keeper = keeper_start(&spawn, container != NULL ? container->own : -1);
    if (keeper < 0)
        return -1;
    job->members.keeper = job->tenant.session = keeper;
    return 0;
}

static int make_cgroup(struct job *job, const struct exec_frame *request) {
    char name[80];
    const struct container *container = job->tenant.container;
    if (container != NULL ? !container->isolated : !cgroup_usable())
        return 0;
    snprintf(name, sizeof name, "%s%sjob-%" PRIu32, container != NULL ? container->cgroup.name : "",
             container != NULL ? "/" : "", job->id);
    return cgroup_make(&job->members.cgroup, name, request->limits[EXEC_LIMIT_MEMORY],
                       request->limits[EXEC_LIMIT_PROCESSES]);
}

// Everything that may fail; what it opened is in job and ends then.
static int acquire(struct job *job, const struct exec_frame *request, struct ends *ends, const char **what) {
    struct user found;
    const struct user *user = NULL;

    *what = "container";
    if (request->container != 0) {
        struct container *container = container_usable(request->container);
        if (container == NULL)
            return -1;
        container_enter(container, &job->tenant);
    }
    *what = "user";
    bool confined = job->tenant.container != NULL && job->tenant.container->isolated;
    const char *name = request->user[0] == '\0' && confined ? "root" : request->user;
    if (name[0] != '\0') {
        if (user_find(name, &found) < 0)
            return -1;
        user = &found;
    }
    *what = "pty";
    if ((request->flags & EXEC_PTY) != 0 && open_terminal(job, request, ends, user) < 0)
        return -1;
    *what = "pipe";
    if ((request->flags & EXEC_PTY) == 0 && open_pipes(request, ends, user) < 0)
        return -1;
    *what = "socket";
    if (report_open(&ends->report_agent, &ends->report_child) < 0)
        return -1;
    *what = "cgroup";
    if (make_cgroup(job, request) < 0)
        return -1;
    *what = "fork";
    return start_keeper(job, request, ends, user);
}

int job_setup(struct job *job, const struct exec_frame *request, const char **what) {
    struct ends ends = ENDS_NONE;
    bool terminal = (request->flags & EXEC_PTY) != 0;

    job->members = (struct members){.cgroup = CGROUP_NONE};
    job->report.watch = job->events.watch = WATCH_NONE;
    job->slave = -1;
    int result = acquire(job, request, &ends, what);
    int error = errno;
    close_child_ends(&ends);
    if (result < 0) {
        close_agent_ends(&ends);
        close_one(&job->slave);
        cgroup_remove(&job->members.cgroup);
        container_leave(&job->tenant);
        errno = error;
        return -1;
    }

    // A terminal whose input the host does not feed is written to by nobody.
    if ((request->flags & EXEC_STDIN) == 0)
        close_one(&ends.agent[0]);
    input_init(&job->input, job->id, ends.agent[0], terminal);
    output_init(&job->outputs[0], FRAME_STDOUT, job->id, ends.agent[1], request->window,
                request->limits[EXEC_LIMIT_OUTPUT]);
    output_init(&job->outputs[1], FRAME_STDERR, job->id, ends.agent[2], request->window,
                request->limits[EXEC_LIMIT_OUTPUT]);
    job->report.watch.fd = ends.report_agent;
    return 0;
}

void job_end_keeper(const struct job *job) {
    if (job->members.keeper > 0)
        kill(job->members.keeper, SIGKILL);
}

void job_release(struct job *job) {
    job_end_keeper(job);
    input_drop(&job->input);
    for (int i = 0; i < 2; i++)
        output_drop(&job->outputs[i]);
    watch_close(&job->report.watch);
    watch_close(&job->events.watch);
    close_one(&job->slave);
    cgroup_remove(&job->members.cgroup);
    container_leave(&job->tenant);
}
