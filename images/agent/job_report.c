#include "job_report.h"

#include <sys/wait.h>

#include "frame.h"
#include "message.h"
#include "port.h"

void job_report_started(const struct job *job) {
    uint8_t payload[4];
    struct writer writer = writer_make(payload, sizeof payload);
    write_u32(&writer, (uint32_t)job->members.first);
    port_send(AGENT_STARTED, job->id, payload, writer.size);
}

static uint64_t microseconds(struct timeval time) {
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec;
}

void job_judge(struct job *job) {
    bool grouped = job->members.cgroup.dir >= 0;
    if (job->limit < 0)
        job->limit = limits_verdict(&job->limits, job->status, &job->usage);
    if (grouped && cgroup_out_of_memory(&job->members.cgroup)) {
        job->reached |= 1U << LIMIT_MEMORY;
        if (job->limit < 0)
            job->limit = LIMIT_MEMORY;
    }
    if (grouped && cgroup_out_of_processes(&job->members.cgroup))
        job->reached |= 1U << LIMIT_PROCESSES;
    if (job->limit >= 0)
        job->reached |= 1U << job->limit;
}

void job_report_exited(struct job *job) {
    uint8_t payload[160];
    struct writer writer = writer_make(payload, sizeof payload);
    const struct rusage *usage = &job->usage;
    bool signaled = WIFSIGNALED(job->status);

    for (int i = 0; i < 2; i++) {
        output_finish(&job->outputs[i]);
        if (output_missing(&job->outputs[i]) > 0)
            job->reached |= 1U << LIMIT_OUTPUT;
    }
    write_u8(&writer, signaled);
    write_u8(&writer, signaled && WCOREDUMP(job->status));
    write_u8(&writer, (uint8_t)(job->limit + 1));
    write_u8(&writer, 0);
    write_u32(&writer, (uint32_t)(signaled ? WTERMSIG(job->status) : WEXITSTATUS(job->status)));
    write_u64(&writer, job->ended - job->began);
    write_u64(&writer, microseconds(usage->ru_utime));
    write_u64(&writer, microseconds(usage->ru_stime));
    write_u64(&writer, (uint64_t)usage->ru_maxrss);
    write_u64(&writer, (uint64_t)usage->ru_minflt);
    write_u64(&writer, (uint64_t)usage->ru_majflt);
    write_u64(&writer, (uint64_t)usage->ru_nvcsw);
    write_u64(&writer, (uint64_t)usage->ru_nivcsw);
    write_u64(&writer, job->outputs[0].wrote);
    write_u64(&writer, job->outputs[1].wrote);
    write_u32(&writer, job->killed_count);
    write_u32(&writer, job->reached);
    for (int i = 0; i < 2; i++) {
        write_u64(&writer, job->outputs[i].sent);
        write_u64(&writer, output_missing(&job->outputs[i]));
    }
    port_send(AGENT_EXITED, job->id, payload, writer.size);
}
