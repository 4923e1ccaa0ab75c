// Pseudo-terminals, pty(7).
#ifndef AGENT_PTY_H
#define AGENT_PTY_H

#include <stdint.h>
#include <sys/types.h>

struct pty {
    int master; // non-blocking
    int slave;
};

// A new terminal of that size, with the kernel's default settings, in the /dev below the folder root (-1: the
// agent's own). Both close-on-exec. 0, or -1 and errno.
int pty_open(struct pty *pty, int root, uint16_t rows, uint16_t columns);

// Sets the size; the foreground processes get SIGWINCH if it changed.
void pty_resize(int master, uint16_t rows, uint16_t columns);

// The terminal's end-of-file character, or -1 if it is switched off.
int pty_end_character(int master);

#endif
