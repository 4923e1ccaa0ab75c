#include "job_hear.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "job_report.h"
#include "report.h"

static void born(struct job *job, pid_t first, pid_t inside) {
    job->members.first = first;
    job->tenant.first = inside;
    for (int signal = 1; signal < NSIG; signal++) {
        if (sigismember(&job->early, signal) == 1)
            kill(first, signal);
    }
}

static void runs(struct job *job) {
    if (job->error != 0)
        return;
    job->running = true;
    job_report_started(job);
    output_start(&job->outputs[0]);
    output_start(&job->outputs[1]);
}

static void changed(struct job *job, const struct report *report) {
    if (WIFSTOPPED(report->status) || WIFCONTINUED(report->status))
        job_report_changed(job, report->status);
    else
        job_first_ended(job, report->status, &report->usage);
}

void job_hear(struct job *job) {
    struct report report;
    pid_t sender;
    int heard;
    while ((heard = report_receive(job->report.watch.fd, &report, &sender)) > 0) {
        switch (report.kind) {
        case REPORT_BORN:
            born(job, sender, report.pid);
            break;
        case REPORT_FAILED:
            // FAILED is sent when the process is gone, for its cgroup cannot be removed earlier.
            job->error = report.code;
            memcpy(job->what, report.what, sizeof job->what);
            break;
        case REPORT_RUNS:
            runs(job);
            break;
        case REPORT_CHANGED:
            changed(job, &report);
            break;
        }
    }
    if (heard < 0)
        watch_close(&job->report.watch);
}

void job_first_ended(struct job *job, int status, const struct rusage *usage) {
    uint64_t now = loop_now();
    job->members.reaped = true;
    job->tenant.first = 0;
    job->status = status;
    job->usage = *usage;
    job->linger_deadline = job->linger > NEVER - now ? NEVER : now + job->linger;
}

void job_signal_early(struct job *job, int signal) {
    sigaddset(&job->early, signal);
}
