/* SPDX-License-Identifier: GPL-2.0 */
/* What objects are called: told once, and again when that record has been overwritten or the object has
 * another peer. */
#ifndef RECORDER_NAMES_H
#define RECORDER_NAMES_H

#include "objects.h"
#include "recorder.h"

void names_tell(struct recorder *recorder, const struct object *object);

#endif
