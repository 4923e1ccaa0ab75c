/* SPDX-License-Identifier: GPL-2.0 */
/* What objects are called: told once, and again when that record has been overwritten or the object has
 * another peer. */
#ifndef RECORDER_NAMES_H
#define RECORDER_NAMES_H

#include <linux/socket.h>

#include "objects.h"
#include "recorder.h"

/* How a message's address is called, as the name of a socket that has it; its length. */
int name_of_address(const struct sockaddr_storage *address, int size, char *name, int most);

void names_tell(struct recorder *recorder, const struct object *object);

#endif
