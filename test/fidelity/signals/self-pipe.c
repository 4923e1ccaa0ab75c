#include "../must.h"

#include <poll.h>

// The old way from a handler to a loop.
static int ends[2];

static void tell(int number) {
    unsigned char byte = (unsigned char)number;
    (void)!write(ends[1], &byte, 1);
}

int main(void) {
    MUST(pipe2(ends, O_NONBLOCK));
    struct sigaction action = {.sa_handler = tell};
    MUST(sigaction(SIGCHLD, &action, NULL));
    MUST(sigaction(SIGUSR1, &action, NULL));
    pid_t child = fork_child();
    if (child == 0) {
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    bool seen[65] = {false};
    while (!seen[SIGCHLD] || !seen[SIGUSR1]) {
        unsigned char byte;
        if (poll(&(struct pollfd){.fd = ends[0], .events = POLLIN}, 1, -1) == 1 &&
            read(ends[0], &byte, 1) == 1)
            seen[byte] = true;
    }
    printf("both came, child %d\n", ended(child));
}
