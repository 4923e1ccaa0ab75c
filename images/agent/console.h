// The login shell for a person on the serial console.
#ifndef AGENT_CONSOLE_H
#define AGENT_CONSOLE_H

#include <stdbool.h>

// Registers the duty. Once, at the start.
void console_init(void);

// Starts the shell, and again whenever it ends; or ends it, with everything that was started from it.
void console_run(bool wanted);

#endif
