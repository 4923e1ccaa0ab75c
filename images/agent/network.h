// The network of the guest or of a container: the loopback device.
#ifndef AGENT_NETWORK_H
#define AGENT_NETWORK_H

// Brings it up in the network namespace of the caller, with routes for multicast and broadcast. 0, or -1 and
// errno.
int network_start_loopback(void);

#endif
