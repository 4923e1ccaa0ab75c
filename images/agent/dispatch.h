// What each frame from the host, other than HELLO, makes the agent do.
#ifndef AGENT_DISPATCH_H
#define AGENT_DISPATCH_H

#include "frame.h"

// A frame of the current session. Calls session_break() if it breaks the rules.
void dispatch(const struct frame *frame);

#endif
