// The system calls that no program of a lab needs, refused with EPERM: seccomp(2).
#ifndef AGENT_SYSCALL_FILTER_H
#define AGENT_SYSCALL_FILTER_H

// For the calling process and all its children, for good; no_new_privs must be set. 0, or -1 and errno.
int syscall_filter_install(void);

#endif
