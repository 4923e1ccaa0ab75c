// The descriptors, the cgroup and the first process of a job.
#ifndef AGENT_JOB_SETUP_H
#define AGENT_JOB_SETUP_H

#include "job.h"

// Fills in a job whose id is set. 0, or -1 and errno with nothing left open; *what is the call that failed.
int job_setup(struct job *job, const struct exec_frame *request, const char **what);

// With it its session ends, if nobody is left.
void job_end_keeper(const struct job *job);

// Ends the keeper, closes what job_setup() opened, and removes the cgroup.
void job_release(struct job *job);

#endif
