// For the programs of this folder, which say what they see and do not look for faults of their own: a call
// that fails ends the program with its text.
#ifndef MUST_H
#define MUST_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static inline int must(intptr_t result, const char *what) {
    if (result == -1) {
        perror(what);
        exit(1);
    }
    return (int)result;
}

static inline void must_be_zero(int error, const char *what) {
    if (error != 0) {
        fprintf(stderr, "%s: %s\n", what, strerror(error));
        exit(1);
    }
}

// A call that returns -1 and sets errno; its result as an int.
#define MUST(call) must((intptr_t)(call), #call)

// A call that returns the number of the error.
#define ZERO(call) must_be_zero(call, #call)

// Waits for a child: what it exited with, or 128 and the signal that ended it.
static inline int ended(pid_t child) {
    int status;
    MUST(waitpid(child, &status, 0));
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// The name of an error that a call is to have: "EAGAIN" and the like.
static inline const char *failure(intptr_t result) {
    return result == -1 ? strerrorname_np(errno) : "no failure";
}

// What stdio holds is written now, so that no child writes it again.
static inline pid_t fork_child(void) {
    fflush(stdout);
    return MUST(fork());
}

#endif
