// Where programs crash. What the kernel would do with a core image is the agent's to see, while the process
// that crashed is still whole: its place in its program, and its stack.
#ifndef AGENT_CRASH_H
#define AGENT_CRASH_H

#include "container.h"
#include "sheet.h"

// For PID 1 only, after loop_open(): from now on crashes in containers are noted. A failure is logged.
void crash_init(void);

// The lines of what crashed in a container, docs/protocol.md.
void crash_describe(struct sheet *sheet, const struct container *container);

// Forgets what crashed in it.
void crash_forget(const struct container *container);

// core(5) as the kernel writes it to a file, for a process that may leave one: reads the image from standard
// input. pid, limit, user and group are words of core_pattern. Returns an exit status.
int crash_write_core(char **words);

#endif
