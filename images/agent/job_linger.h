// Who outlives the first process of a job.
#ifndef AGENT_JOB_LINGER_H
#define AGENT_JOB_LINGER_H

#include "job.h"

// The first process has ended, and others are left: tells the host.
void job_outlived(struct job *job);

// True if they have had their time.
bool job_overstays(const struct job *job, uint64_t now);

// When to look at that again.
uint64_t job_linger_look(const struct job *job, uint64_t now);

#endif
