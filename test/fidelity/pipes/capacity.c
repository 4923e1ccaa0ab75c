#include "../must.h"

#include <limits.h>
#include <sys/ioctl.h>

// How much a pipe takes, and that its size can be set.
int main(void) {
    int ends[2], waiting;
    static char block[4096];
    MUST(pipe2(ends, O_NONBLOCK | O_CLOEXEC));
    printf("PIPE_BUF %d, capacity %d\n", PIPE_BUF, MUST(fcntl(ends[1], F_GETPIPE_SZ)));
    int blocks = 0;
    while (write(ends[1], block, sizeof block) == (ssize_t)sizeof block)
        blocks++;
    printf("%d blocks, then %s\n", blocks, strerrorname_np(errno));
    MUST(ioctl(ends[0], FIONREAD, &waiting));
    printf("waiting %d\n", waiting);
    printf("smaller: %s\n", failure(fcntl(ends[1], F_SETPIPE_SZ, 4096)));
    MUST(fcntl(ends[1], F_SETPIPE_SZ, 131072));
    printf("larger %d, close on exec %d\n", MUST(fcntl(ends[1], F_GETPIPE_SZ)),
           MUST(fcntl(ends[0], F_GETFD)));
    printf("one byte less than a whole block: ");
    MUST(read(ends[0], block, 4095));
    MUST(fcntl(ends[1], F_SETPIPE_SZ, 65536));
    printf("%s\n", failure(write(ends[1], block, 4096)));
}
