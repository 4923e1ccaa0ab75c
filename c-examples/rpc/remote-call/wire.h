// What goes over the connection: words of 32 bits in network byte order, whatever the two machines are.
//
// request: client, number of the call, procedure, account, amount
// reply:   number of the call, result
#ifndef WIRE_H
#define WIRE_H

#include <stddef.h>
#include <stdint.h>

enum { PORT = 5469, REQUEST_WORDS = 5, REPLY_WORDS = 2 };
enum { DEPOSIT = 1, BALANCE = 2 };

// Marshals the words and sends them. Returns -1 when the other side has gone.
int send_words(int fd, const uint32_t words[], size_t count);

// Receives so many words and unmarshals them. Returns -1 when the connection ends before all are there.
int receive_words(int fd, uint32_t words[], size_t count);

#endif
