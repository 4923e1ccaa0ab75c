// Open descriptors of a thread.
#ifndef AGENT_EVIDENCE_TABLE_H
#define AGENT_EVIDENCE_TABLE_H

#include "evidence_budget.h"
#include "sheet.h"
#include "task.h"

// A line for each descriptor in the thread's table, as long as count, to which they add, is not beyond what
// is listed of a process. Threads share one table unless clone(2) was called without CLONE_FILES: shared is
// the thread whose table has been listed already, and only what differs from it is told. NULL: none has been.
// With the budget used up, count is at least so many, and right as long as nothing is beyond the list.
void evidence_table(struct sheet *sheet, struct evidence_budget *budget, const struct task *task,
                    const struct task *shared, unsigned *count);

#endif
