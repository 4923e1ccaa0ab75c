#include "../must.h"

#include <poll.h>

// Writing without a reader: SIGPIPE, or EPIPE where it is ignored; poll tells both ends.
int main(void) {
    int ends[2];
    MUST(pipe(ends));
    close(ends[0]);
    pid_t child = fork_child();
    if (child == 0) {
        signal(SIGPIPE, SIG_DFL);
        (void)!write(ends[1], "x", 1);
        _exit(0);
    }
    printf("child ended by %s\n", sigabbrev_np(ended(child) - 128));
    signal(SIGPIPE, SIG_IGN);
    printf("ignored: %s\n", failure(write(ends[1], "x", 1)));
    struct pollfd look = {.fd = ends[1], .events = POLLOUT};
    MUST(poll(&look, 1, 0));
    printf("POLLERR %d\n", (look.revents & POLLERR) != 0);
    MUST(pipe(ends));
    close(ends[1]);
    look = (struct pollfd){.fd = ends[0], .events = POLLIN};
    MUST(poll(&look, 1, 0));
    printf("POLLHUP %d\n", (look.revents & POLLHUP) != 0);
}
