// The port to the host: /dev/vport0p1 in the guest, an inherited stream in a native run.
#ifndef AGENT_PORT_H
#define AGENT_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"

// What port_open() calls for each frame from the host, and when the bytes are not a frame.
struct port_handler {
    void (*frame)(const struct frame *frame);
    void (*garbage)(const char *reason);
};

// Opens /dev/vport0p1, which only one may have open. 0, or -1 and errno.
int port_open_device(const char *path, const struct port_handler *handler);

// Takes over a duplex stream. 0, or -1 and errno.
int port_open_stream(int fd, const struct port_handler *handler);

// The tag of every frame sent from now on; 0 outside a session.
void port_set_tag(uint32_t tag);

// Sends one frame; size is at most FRAME_PAYLOAD_MAX. Waits until the port has taken it. Failures show in
// port_closed() only.
void port_send(uint8_t type, uint32_t job, const void *payload, size_t size);

// Sends a message of any size in as many frames as it takes.
void port_send_long(uint8_t type, uint32_t job, const void *payload, size_t size);

// FAILED: what went wrong, as an errno and the name of the call or the thing.
void port_send_failed(uint32_t job, int error, const char *what);

// Drops what has been received and not decoded, and what the device still holds. No further frame is handled
// in this turn of the loop.
void port_flush(void);

// True when the peer of a stream has closed it. A device never closes.
bool port_closed(void);

#endif
