// What a job's keeper, and its program before the exec, tell the agent: a message each, in a socket of
// packets.
#ifndef AGENT_REPORT_H
#define AGENT_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

enum report_kind {
    REPORT_BORN,   // by the program itself, so that the kernel says who it is
    REPORT_FAILED, // it cannot be started; an end follows
    REPORT_RUNS,   // the exec has been
    REPORT_CHANGED // it has stopped, goes on or has ended
};

struct report {
    enum report_kind kind;
    pid_t pid; // REPORT_BORN: of the program, as it sees itself
    int code;  // REPORT_FAILED: errno, and the call that failed
    char what[28];
    int status; // REPORT_CHANGED: as wait4(2)
    struct rusage usage;
};

// A socket for both: the agent's end does not block. 0, or -1 and errno.
int report_open(int *agent, int *keeper);

// Without a socket (-1) nothing happens.
void report_send(int fd, const struct report *report);

// Takes a message, and who sent it by the agent's own numbers. 1; 0: there is none yet; -1: none will come.
int report_receive(int fd, struct report *report, pid_t *sender);

#endif
