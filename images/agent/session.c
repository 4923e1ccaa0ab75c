#include "session.h"

#include <string.h>

#include "assembly.h"
#include "console.h"
#include "container.h"
#include "dispatch.h"
#include "get.h"
#include "job.h"
#include "log.h"
#include "loop.h"
#include "message.h"
#include "put.h"
#include "system.h"

enum { NONCE_SIZE = 16, HELLO_CONSOLE = 1 };

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
    uint8_t payload[2];
    struct writer writer = writer_make(payload, sizeof payload);
    write_u16(&writer, PROTOCOL_VERSION);
    port_send(AGENT_BOOTED, 0, payload, writer.size);
}

void session_drop_all(void) {
    assembly_drop();
    put_drop();
    get_drop();
    jobs_drop();
    containers_drop();
}

static void send_ready(const uint8_t *nonce) {
    uint8_t payload[2 + NONCE_SIZE];
    struct writer writer = writer_make(payload, sizeof payload);
    write_u16(&writer, PROTOCOL_VERSION);
    write_bytes(&writer, nonce, NONCE_SIZE);
    port_send(AGENT_READY, 0, payload, writer.size);
}

static void hello(const struct frame *frame) {
    struct reader reader = reader_make(frame->payload, frame->length);
    uint16_t version = read_u16(&reader);
    uint16_t flags = read_u16(&reader);
    const uint8_t *nonce = read_bytes(&reader, NONCE_SIZE);
    uint64_t clock = read_u64(&reader);
    uint32_t entropy_size = read_u32(&reader);
    const uint8_t *entropy = read_bytes(&reader, entropy_size);

    bool known = version == PROTOCOL_VERSION;
    bool wrong = (flags & ~HELLO_CONSOLE) != 0 || !reader_finish(&reader);
    // Of another version only the beginning, up to the nonce, can be relied on.
    if (frame->job != 0 || frame->tag != 0 || nonce == NULL || (known && wrong)) {
        session_break("bad HELLO");
        return;
    }
    session_drop_all();
    if (is_system && known) {
        system_set_clock(clock);
        system_add_entropy(entropy, entropy_size);
        console_run((flags & HELLO_CONSOLE) != 0);
    }
    struct reader first = reader_make(nonce, NONCE_SIZE);
    tag = read_u32(&first);
    taken = 0;
    active = known; // a host of another version learns the agent's from READY, and then has to give up
    port_set_tag(tag);
    send_ready(nonce);
}

static void confirm(void) {
    uint8_t payload[4];
    struct writer writer = writer_make(payload, sizeof payload);
    if (++taken < CREDIT_STEP)
        return;
    write_u32(&writer, taken);
    taken = 0;
    port_send(AGENT_CREDIT, 0, payload, writer.size);
}

static void session_frame(const struct frame *frame) {
    if (frame->type == HOST_HELLO) {
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
