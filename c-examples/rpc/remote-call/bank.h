// The interface: what the caller calls and the server offers. Client and server share this and nothing else.
#ifndef BANK_H
#define BANK_H

#include <stdint.h>

// Both return the account's balance. In the client these are the stubs, in the server the procedures
// themselves.
int32_t deposit(uint32_t account, int32_t amount);
int32_t balance(uint32_t account);

#endif
