// What one text of evidence may still cost, so that no flood of a program's makes the agent work for seconds.
// Lists of single processes are bounded as well, but there are many processes, and each of their lines is a
// system call.
#ifndef AGENT_EVIDENCE_BUDGET_H
#define AGENT_EVIDENCE_BUDGET_H

struct evidence_budget {
    unsigned listed;   // descriptors with a line of their own
    unsigned counted;  // descriptors that are only counted
    unsigned compared; // descriptors of threads that may be those of their process
    unsigned mappings; // lines of maps that are read
};

#define EVIDENCE_BUDGET                                                                                      \
    ((struct evidence_budget){.listed = 1024, .counted = 2048, .compared = 8192, .mappings = 4096})

#endif
