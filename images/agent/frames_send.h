// Sends the agent's frames that have fields.
// Made by `make format` from src/protocol/frames.ts; not to be edited.
#ifndef AGENT_FRAMES_SEND_H
#define AGENT_FRAMES_SEND_H

#include "frames.h"

void send_booted(uint32_t job, const struct booted_frame *frame);
void send_ready(uint32_t job, const struct ready_frame *frame);
void send_started(uint32_t job, const struct started_frame *frame);
void send_exited(uint32_t job, const struct exited_frame *frame);
void send_changed(uint32_t job, const struct changed_frame *frame);
void send_failed(uint32_t job, const struct failed_frame *frame);
void send_credit(uint32_t job, const struct credit_frame *frame);
void send_grant_input(uint32_t job, const struct grant_input_frame *frame);
void send_done(uint32_t job, const struct done_frame *frame);

#endif
