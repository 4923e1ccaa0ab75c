#include "session.h"

#include <string.h>

#include "assembly.h"
#include "console.h"
#include "dispatch.h"
#include "duty.h"
#include "frames_send.h"
#include "log.h"
#include "loop.h"
#include "system.h"

// The host may have 12 unconfirmed frames under way, so that confirming a few at a time never stops it.
enum { CREDIT_STEP = 4 };

static bool is_system;
static bool active;
static uint32_t tag;
static uint32_t taken; // frames not confirmed yet
static const char *broken;

void session_init(bool system) {
    is_system = system;
}

void session_send_booted(void) {
    send_booted(0, &(struct booted_frame){.version = PROTOCOL_VERSION});
}

void session_drop_all(void) {
    assembly_drop();
    duties_drop();
}

static void hello(const struct frame *frame) {
    struct reader reader = reader_make(frame->payload, frame->length);
    struct hello_frame request = {0};
    // Of another version only the beginning, up to the nonce, can be relied on.
    bool known = read_u16(&reader) == PROTOCOL_VERSION;
    read_u16(&reader);
    const uint8_t *nonce = read_bytes(&reader, NONCE_SIZE);
    bool wrong = known && hello_frame_read(&request, frame->payload, frame->length) < 0;
    if (frame->job != 0 || frame->tag != 0 || nonce == NULL || wrong) {
        session_break("bad HELLO");
        return;
    }
    session_drop_all();
    if (is_system && known) {
        system_set_clock(request.clock);
        system_add_entropy(request.entropy, request.entropy_size);
        console_run((request.flags & HELLO_CONSOLE) != 0);
    }
    struct reader first = reader_make(nonce, NONCE_SIZE);
    tag = read_u32(&first);
    taken = 0;
    active = known; // a host of another version learns the agent's from READY, and then has to give up
    port_set_tag(tag);
    send_ready(0, &(struct ready_frame){.version = PROTOCOL_VERSION, .nonce = nonce});
}

static void confirm(void) {
    if (++taken < CREDIT_STEP)
        return;
    send_credit(0, &(struct credit_frame){.frames = taken});
    taken = 0;
}

static void session_frame(const struct frame *frame) {
    if (frame->type == FRAME_HELLO) {
        hello(frame);
        return;
    }
    if (!active || frame->tag != tag)
        return; // left over from an earlier session
    confirm();  // before, so that nothing follows QUIET
    dispatch(frame);
}

const struct port_handler session_handler = {session_frame, session_break};

void session_break(const char *reason) {
    if (broken == NULL)
        broken = reason;
    port_flush();
}

void session_settle(void) {
    if (loop_failed())
        session_break("epoll");
    if (broken == NULL)
        return;
    log_line("session ended: %s", broken);
    broken = NULL;
    active = false;
    port_set_tag(0);
    session_drop_all();
    port_flush();
}
