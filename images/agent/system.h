// What PID 1 does for the whole system. A native run calls none of it.
#ifndef AGENT_SYSTEM_H
#define AGENT_SYSTEM_H

#include <stddef.h>
#include <stdint.h>

// Mounts, devices, host name, loopback. What fails is logged and left out: a guest that limps can still be
// looked at.
void system_start(void);

// Sets the wall clock: ns since 1970.
void system_set_clock(uint64_t nanoseconds);

// Mixes the bytes into the kernel's pool, counts them as random, and has the generator take a new key from
// it.
void system_add_entropy(const uint8_t *bytes, size_t size);

// Writes a text to a file of /proc or /sys; a failure is logged.
void system_write(const char *path, const char *text);

#endif
