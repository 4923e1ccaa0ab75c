#include "job.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "children.h"
#include "duty.h"
#include "evidence.h"
#include "job_hear.h"
#include "job_linger.h"
#include "job_report.h"
#include "job_setup.h"
#include "log.h"
#include "port.h"
#include "pty.h"

enum { JOBS_MAX = 256 };

#define TICK (10 * MILLISECONDS)
#define KILL_GRACE (2000 * MILLISECONDS) // a process in an uninterruptible sleep may outlive SIGKILL

static struct job *jobs;

static uint64_t minimum(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static void forget(struct job *job) {
    struct job **link = &jobs;
    while (*link != job)
        link = &(*link)->next;
    *link = job->next;
    job_release(job);
    free(job);
}

static void kill_rest(struct job *job, uint64_t now) {
    if (job->tenant.container != NULL && !job->abandoned)
        evidence_send(job->id, job->tenant.container);
    job->killed = true;
    job->killed_count = members_kill(&job->members);
    job->kill_deadline = now + KILL_GRACE;
}

// Nobody is left: what happened is settled now, and only output may still be under way.
static void settle(struct job *job, uint64_t now) {
    job->draining = true;
    job->ended = now;
    job_judge(job);
    input_drop(&job->input);
    watch_close(&job->events.watch);
    watch_close(&job->report.watch);
}

static void advance(struct job *job, uint64_t now);

static void report_ready(struct watch *watch) {
    struct job *job = ((struct job_watch *)watch)->job;
    job_hear(job);
    advance(job, loop_now());
}

static void events_ready(struct watch *watch) {
    char text[64];
    // Reading it makes it unready, until the next change.
    ssize_t ignored = pread(watch->fd, text, sizeof text, 0);
    (void)ignored;
    advance(((struct job_watch *)watch)->job, loop_now());
}

// The kernel tells when a cgroup has become empty; a process group has to be looked at again and again.
static void watch_members(struct job *job, uint64_t now) {
    bool has_cgroup = job->members.cgroup.dir >= 0;
    job->tick = job->killed || !has_cgroup ? now + TICK : job_linger_look(job, now);
    if (!has_cgroup || job->events.watch.fd >= 0)
        return;
    job->events.watch.fd = cgroup_open(&job->members.cgroup, "cgroup.events", O_RDONLY);
    watch_for(&job->events.watch, EPOLLPRI);
    // It may have become empty just before.
    job->tick = now + TICK;
}

static bool floods(const struct job *job) {
    return output_floods(&job->outputs[0]) || output_floods(&job->outputs[1]);
}

// Whether a limit ends the job now.
static bool limit_strikes(struct job *job, uint64_t now) {
    if (now >= job->wall_deadline)
        job->limit = EXEC_LIMIT_WALL;
    else if (floods(job))
        job->limit = EXEC_LIMIT_OUTPUT;
    else
        return false;
    return true;
}

static bool still_there(struct job *job, uint64_t now) {
    if (!members_left(&job->members))
        return false;
    if (!job->killed && (limit_strikes(job, now) || job_overstays(job, now)))
        kill_rest(job, now);
    if (!job->killed && !job->outlived)
        job_outlived(job);
    if (job->killed && now >= job->kill_deadline) {
        log_line("job %u: processes do not end", (unsigned)job->id);
        return false;
    }
    watch_members(job, now);
    return true;
}

static void await_first(struct job *job, uint64_t now) {
    if (!job->killed && limit_strikes(job, now)) {
        kill_rest(job, now);
    } else if (job->killed && now >= job->kill_deadline) {
        // A keeper that somebody has stopped tells nothing.
        job_end_keeper(job);
        job->kill_deadline = now + KILL_GRACE;
    }
}

// One step, after anything that may have changed its state. Frees the job if it was the last one.
static void advance(struct job *job, uint64_t now) {
    if (!job->members.reaped) {
        await_first(job, now);
        return;
    }
    if (job->error != 0) {
        port_send_failed(job->id, job->error, job->what);
        forget(job);
        return;
    }
    if (!job->draining) {
        if (still_there(job, now))
            return;
        settle(job, now);
    }
    bool first_done = output_drain(&job->outputs[0]);
    bool second_done = output_drain(&job->outputs[1]);
    if (first_done && second_done) {
        if (!job->running)
            job_report_started(job);
        job_report_exited(job);
        forget(job);
    }
}

static bool too_many(void) {
    int count = 0;
    for (struct job *job = jobs; job != NULL; job = job->next)
        count++;
    return count >= JOBS_MAX;
}

static uint64_t after(uint64_t now, uint64_t milliseconds) {
    return milliseconds >= (NEVER - now) / MILLISECONDS ? NEVER : now + milliseconds * MILLISECONDS;
}

// Its container is being closed: what it still prints is dropped.
static void evict(struct tenant *tenant) {
    struct job *job = (struct job *)tenant;
    uint64_t now = loop_now();
    job->abandoned = true;
    output_abandon(&job->outputs[0]);
    output_abandon(&job->outputs[1]);
    if (!job->killed && !job->draining)
        kill_rest(job, now);
    advance(job, now);
}

int job_start(uint32_t id, const struct exec_frame *request) {
    const char *what;
    if (too_many()) {
        port_send_failed(id, EAGAIN, "jobs");
        return 0;
    }
    struct job *job = calloc(1, sizeof *job);
    if (job == NULL)
        return -1;
    job->id = id;
    job->tenant.evict = evict;
    if (job_setup(job, request, &what) < 0) {
        port_send_failed(id, errno, what);
        free(job);
        return 0;
    }
    job->report = (struct job_watch){{.fd = job->report.watch.fd, .ready = report_ready}, job};
    job->events = (struct job_watch){{.fd = -1, .ready = events_ready}, job};
    memcpy(job->limits, request->limits, sizeof job->limits);
    job->limit = -1;
    job->began = loop_now();
    job->wall_deadline = after(job->began, request->limits[EXEC_LIMIT_WALL]);
    job->linger = request->linger == UINT32_MAX ? NEVER : request->linger * MILLISECONDS;
    sigemptyset(&job->early);
    job->next = jobs;
    jobs = job;
    watch_for(&job->report.watch, EPOLLIN);
    return 0;
}

struct job *job_find(uint32_t id) {
    struct job *job = jobs;
    while (job != NULL && job->id != id)
        job = job->next;
    return job;
}

void job_signal(struct job *job, int target, int signal) {
    if (job->members.first == 0)
        job_signal_early(job, signal);
    else if (job->outlived && !job->killed && target == SIGNAL_TARGET_JOB && signal == SIGKILL)
        kill_rest(job, loop_now()); // what it ends is told
    else
        members_signal(&job->members, target, signal);
}

void job_resize(struct job *job, uint16_t rows, uint16_t columns) {
    if (job->slave >= 0)
        pty_resize(job->slave, rows, columns);
}

void job_grant(struct job *job, int stream, uint32_t count) {
    output_grant(&job->outputs[stream - 1], count);
    if (job->draining)
        advance(job, loop_now());
}

// A keeper has ended, before its time if the job still is there.
static bool reaped(pid_t pid, int status, const struct rusage *usage) {
    struct job *job = jobs;
    while (job != NULL && job->members.keeper != pid)
        job = job->next;
    if (job == NULL)
        return false;
    job->members.keeper = 0;
    job_hear(job);
    if (!job->members.reaped) {
        // What became of the first process nobody will know: it goes as its keeper went, and all with it.
        job_first_ended(job, status, usage);
        job->linger_deadline = 0;
    }
    return true;
}

static void check(uint64_t now) {
    for (struct job *job = jobs, *next; job != NULL; job = next) {
        next = job->next;
        advance(job, now);
    }
}

static uint64_t deadline(const struct job *job) {
    if (job->draining)
        return NEVER;
    if (!job->killed && floods(job))
        return 0;
    if (!job->members.reaped)
        return job->killed ? job->kill_deadline : job->wall_deadline;
    return job->killed ? job->tick : minimum(job->tick, minimum(job->linger_deadline, job->wall_deadline));
}

static uint64_t next_deadline(void) {
    uint64_t earliest = NEVER;
    for (struct job *job = jobs; job != NULL; job = job->next)
        earliest = minimum(earliest, deadline(job));
    return earliest;
}

static bool any_left(void) {
    for (struct job *job = jobs; job != NULL; job = job->next) {
        if (members_left(&job->members))
            return true;
    }
    return false;
}

// Waits for two seconds at most until they are gone.
static void drop(void) {
    for (struct job *job = jobs; job != NULL; job = job->next) {
        members_kill(&job->members);
        job_end_keeper(job);
        // Nothing of it may be sent any more.
        watch_close(&job->outputs[0].watch);
        watch_close(&job->outputs[1].watch);
        watch_close(&job->report.watch);
        input_drop(&job->input);
    }
    children_await(any_left, KILL_GRACE);
    while (jobs != NULL)
        forget(jobs);
}

void jobs_init(void) {
    static struct duty duty = {.reaped = reaped, .check = check, .deadline = next_deadline, .drop = drop};
    duty_register(&duty);
}
