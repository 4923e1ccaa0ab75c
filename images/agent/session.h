// The session with the host: HELLO, tag, credit, and its end.
#ifndef AGENT_SESSION_H
#define AGENT_SESSION_H

#include <stdbool.h>

#include "frame.h"
#include "port.h"

// system: the agent is PID 1 and may set the clock, feed the kernel's entropy pool, run the console.
void session_init(bool system);

extern const struct port_handler session_handler;

// BOOTED, once after the start.
void session_send_booted(void);

// Ends the session at the end of this turn of the loop: the host broke a rule, or there is no memory. Callers
// return as they please; no further frame is handled.
void session_break(const char *reason);

// Does what session_break() left to do. Call it once a turn.
void session_settle(void);

// Kills all jobs, closes all containers and drops all transfers, silently.
void session_drop_all(void);

#endif
