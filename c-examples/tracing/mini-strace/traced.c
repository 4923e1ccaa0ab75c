// Something to trace: a few system calls whose names, order and results are known.
#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <unistd.h>

int main(void) {
    // write, not printf: here each call of ours is one system call. (What printf makes is worth a look, too.)
    if (write(STDOUT_FILENO, "hello\n", 6) != 6)
        return 1;
    if (close(99) == 0) // not open: fails with EBADF
        return 1;
    if (kill(getpid(), SIGWINCH) == -1) // ignored by default, but the tracer sees it
        return 1;
    return 3;
}
