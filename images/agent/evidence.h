// What is in a container: processes, what each waits for, its descriptors, objects of inter-process
// communication. Plain facts, a line each, described in docs/protocol.md; the host makes sense of them.
#ifndef AGENT_EVIDENCE_H
#define AGENT_EVIDENCE_H

#include <stdint.h>

#include "container.h"
#include "evidence_budget.h"
#include "sheet.h"
#include "task.h"

// Sends the facts of now, as an EVIDENCE message with this number.
void evidence_send(uint32_t id, const struct container *container);

// The EVIDENCE message of the host: sends them, or FAILED.
void evidence_answer(uint32_t id);

// A process, by the thread that stands for it, with threads, descriptors and what its system calls point to.
void evidence_process(struct sheet *sheet, struct evidence_budget *budget, const struct task *first,
                      const struct task_status *status);

// Sockets that have an address, as a process sees them: all processes of a container see the same.
void evidence_sockets(struct sheet *sheet, const struct task *task);

// The objects of a container, which must be isolated.
void evidence_objects(struct sheet *sheet, const struct container *container);

#endif
