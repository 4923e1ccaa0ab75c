#include "limits.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/wait.h>

static int set(int resource, uint64_t soft, uint64_t hard) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) < 0)
        return -1;
    // Only root may raise a hard limit; a native run lowers it as far as it can, and that is enough.
    if (hard < limit.rlim_max)
        limit.rlim_max = (rlim_t)hard;
    limit.rlim_cur = soft < limit.rlim_max ? (rlim_t)soft : limit.rlim_max;
    return setrlimit(resource, &limit);
}

static uint64_t cpu_seconds(uint64_t milliseconds) {
    uint64_t seconds = milliseconds / 1000 + (milliseconds % 1000 != 0);
    return seconds > 0 ? seconds : 1; // 0 would not mean "at once" but be taken as 1 by the kernel anyway
}

void limits_none(uint64_t limits[EXEC_LIMITS]) {
    for (int i = 0; i < EXEC_LIMITS; i++)
        limits[i] = UNLIMITED;
}

int limits_apply(const uint64_t limits[EXEC_LIMITS]) {
    static const struct {
        int resource;
        int limit;
        uint64_t room; // up to which a program may raise it, as on an ordinary system
    } plain[] = {{RLIMIT_FSIZE, EXEC_LIMIT_FILE, 0},
                 {RLIMIT_NOFILE, EXEC_LIMIT_OPEN_FILES, 4096},
                 {RLIMIT_STACK, EXEC_LIMIT_STACK, 64 << 20}};

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        uint64_t value = limits[plain[i].limit];
        uint64_t hard = value > plain[i].room ? value : plain[i].room;
        if (value != UNLIMITED && set(plain[i].resource, value, hard) < 0)
            return -1;
    }
    // SIGXCPU at the limit, and a second for a handler before SIGKILL.
    uint64_t cpu = limits[EXEC_LIMIT_CPU];
    if (cpu != UNLIMITED && set(RLIMIT_CPU, cpu_seconds(cpu), cpu_seconds(cpu) + 1) < 0)
        return -1;
    // The kernel starts PID 1 with a soft limit of 0: "no limit" has to be said.
    uint64_t core = limits[EXEC_LIMIT_CORE];
    return set(RLIMIT_CORE, core, UNLIMITED);
}

int limits_verdict(const uint64_t limits[EXEC_LIMITS], int status, const struct rusage *usage) {
    if (!WIFSIGNALED(status))
        return -1;
    uint64_t cpu = limits[EXEC_LIMIT_CPU];
    uint64_t used = (uint64_t)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000 +
                    (uint64_t)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1000;
    bool struck = WTERMSIG(status) == SIGXCPU || (WTERMSIG(status) == SIGKILL && used >= cpu);
    if (cpu != UNLIMITED && struck)
        return EXEC_LIMIT_CPU;
    if (limits[EXEC_LIMIT_FILE] != UNLIMITED && WTERMSIG(status) == SIGXFSZ)
        return EXEC_LIMIT_FILE;
    return -1;
}
