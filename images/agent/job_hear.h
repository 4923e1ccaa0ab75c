// What a job's keeper tells the agent of the first process.
#ifndef AGENT_JOB_HEAR_H
#define AGENT_JOB_HEAR_H

#include "job.h"

// Takes all that has been told, and tells the host.
void job_hear(struct job *job);

// The first process has ended.
void job_first_ended(struct job *job, int status, const struct rusage *usage);

// A signal for the first process, which it gets as soon as it is born.
void job_signal_early(struct job *job, int signal);

#endif
