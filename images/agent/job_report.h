// What the host is told of a job.
#ifndef AGENT_JOB_REPORT_H
#define AGENT_JOB_REPORT_H

#include "job.h"

// STARTED: the first process runs its program.
void job_report_started(const struct job *job);

// CHANGED: wait4(2) has said this of the first process.
void job_report_changed(const struct job *job, int status);

// Nobody of the job is left: finds out which limits were met.
void job_judge(struct job *job);

// EXITED: everything that is known about a job that has ended.
void job_report_exited(struct job *job);

#endif
