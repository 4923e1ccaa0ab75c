// The login shell for a person on the serial console.
#ifndef AGENT_CONSOLE_H
#define AGENT_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

// Starts the shell, and again whenever it ends; or ends it, with everything that was started from it.
void console_run(bool wanted);

// A child of the agent ended; harmless if it was another one.
void console_reaped(int pid);

// Starts the shell if that is due at that time.
void console_check(uint64_t now);

// When console_check() is to be called again at the latest.
uint64_t console_deadline(void);

#endif
