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

void job_report_exited(const struct job *job) {
    uint8_t payload[128];
    struct writer writer = writer_make(payload, sizeof payload);
    const struct rusage *usage = &job->usage;
    bool signaled = WIFSIGNALED(job->status);

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
    port_send(AGENT_EXITED, job->id, payload, writer.size);
}
