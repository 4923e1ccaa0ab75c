/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's tracepoints that a recording is made of; registered while there is one. */
#ifndef RECORDER_PROBES_H
#define RECORDER_PROBES_H

#include <linux/ptrace.h>

/* 0, or an error, and nothing is registered. */
int probes_register(void);
void probes_unregister(void);

/* calls.c: system calls. */
void probe_call(void *data, struct pt_regs *regs, long number);
void probe_return(void *data, struct pt_regs *regs, long result);

#endif
