#include "job_report.h"

#include <signal.h>
#include <sys/wait.h>

#include "frames_send.h"
#include "limits.h"

void job_report_started(const struct job *job) {
    send_started(job->id, &(struct started_frame){.pid = (uint32_t)job->tenant.first});
}

void job_report_changed(const struct job *job, int status) {
    struct changed_frame frame = {.change = CHANGED_CHANGE_ENDED, .left = members_count(&job->members)};
    if (WIFSTOPPED(status)) {
        frame.change = CHANGED_CHANGE_STOPPED;
        frame.signaled = true;
        frame.code = (uint32_t)WSTOPSIG(status);
    } else if (WIFCONTINUED(status)) {
        frame.change = CHANGED_CHANGE_CONTINUED;
        frame.signaled = true;
        frame.code = SIGCONT;
    } else {
        frame.signaled = WIFSIGNALED(status);
        frame.code = (uint32_t)(frame.signaled ? WTERMSIG(status) : WEXITSTATUS(status));
    }
    send_changed(job->id, &frame);
}

static uint64_t microseconds(struct timeval time) {
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec;
}

void job_judge(struct job *job) {
    bool grouped = job->members.cgroup.dir >= 0;
    if (job->limit < 0)
        job->limit = limits_verdict(job->limits, job->status, &job->usage);
    if (grouped && cgroup_out_of_memory(&job->members.cgroup)) {
        job->reached |= 1U << EXEC_LIMIT_MEMORY;
        if (job->limit < 0)
            job->limit = EXEC_LIMIT_MEMORY;
    }
    if (grouped && cgroup_out_of_processes(&job->members.cgroup))
        job->reached |= 1U << EXEC_LIMIT_PROCESSES;
    if (job->limit >= 0)
        job->reached |= 1U << job->limit;
}

void job_report_exited(struct job *job) {
    const struct rusage *usage = &job->usage;
    bool signaled = WIFSIGNALED(job->status);

    for (int i = 0; i < 2; i++) {
        output_finish(&job->outputs[i]);
        if (output_missing(&job->outputs[i]) > 0)
            job->reached |= 1U << EXEC_LIMIT_OUTPUT;
    }
    struct exited_frame frame = {
        .signaled = signaled,
        .core = signaled && WCOREDUMP(job->status),
        .limit = (uint8_t)(job->limit + 1),
        .code = (uint32_t)(signaled ? WTERMSIG(job->status) : WEXITSTATUS(job->status)),
        .wall = job->ended - job->began,
        .user = microseconds(usage->ru_utime),
        .system = microseconds(usage->ru_stime),
        .maxrss = (uint64_t)usage->ru_maxrss,
        .minflt = (uint64_t)usage->ru_minflt,
        .majflt = (uint64_t)usage->ru_majflt,
        .nvcsw = (uint64_t)usage->ru_nvcsw,
        .nivcsw = (uint64_t)usage->ru_nivcsw,
        .stdout_written = job->outputs[0].wrote,
        .stderr_written = job->outputs[1].wrote,
        .killed = job->killed_count,
        .reached = job->reached,
        .stdout_cut = job->outputs[0].sent,
        .stdout_missing = output_missing(&job->outputs[0]),
        .stderr_cut = job->outputs[1].sent,
        .stderr_missing = output_missing(&job->outputs[1]),
    };
    send_exited(job->id, &frame);
}
