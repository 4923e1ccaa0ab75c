#include "job_linger.h"

#include "job_report.h"

#define LOOK (1000 * MILLISECONDS)
#define WORK (1000 * MILLISECONDS) // processor time that they get together

// Waiting costs nobody anything; computing for nobody does.
static bool bounded(const struct job *job) {
    return job->outlived && job->linger != NEVER && job->members.cgroup.dir >= 0;
}

void job_outlived(struct job *job) {
    job->outlived = true;
    if (bounded(job))
        job->worked = cgroup_worked(&job->members.cgroup);
    job_report_changed(job, job->status);
}

bool job_overstays(const struct job *job, uint64_t now) {
    if (now >= job->linger_deadline)
        return true;
    return bounded(job) && cgroup_worked(&job->members.cgroup) - job->worked >= WORK;
}

uint64_t job_linger_look(const struct job *job, uint64_t now) {
    return bounded(job) ? now + LOOK : NEVER;
}
