#include "../must.h"

#include <poll.h>
#include <sys/syscall.h>

// A descriptor for a process.
int main(void) {
    siginfo_t info;
    pid_t child = fork_child();
    if (child == 0)
        for (;;)
            pause();
    int fd = MUST(syscall(SYS_pidfd_open, child, 0));
    struct pollfd look = {.fd = fd, .events = POLLIN};
    printf("runs: %d\n", MUST(poll(&look, 1, 0)));
    MUST(syscall(SYS_pidfd_send_signal, fd, SIGTERM, NULL, 0));
    printf("ended: %d\n", MUST(poll(&look, 1, -1)));
    MUST(waitid(P_PIDFD, (id_t)fd, &info, WEXITED));
    printf("by %s\n", sigabbrev_np(info.si_status));
    printf("gone: %s\n", failure(syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0)));
    printf("close on exec %d\n", fcntl(fd, F_GETFD));
    int ends[2];
    char text[8] = "";
    MUST(pipe(ends));
    child = fork_child();
    if (child == 0)
        for (;;)
            pause();
    close(ends[1]);
    fd = MUST(syscall(SYS_pidfd_open, child, 0));
    int theirs = MUST(syscall(SYS_pidfd_getfd, fd, ends[1], 0));
    MUST(write(theirs, "theirs", 6));
    printf("%d %s\n", MUST(read(ends[0], text, 7)), text);
    kill(child, SIGKILL);
    ended(child);
}
