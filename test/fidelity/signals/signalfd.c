#include "../must.h"

#include <poll.h>
#include <sys/signalfd.h>

// Signals as records that are read.
int main(void) {
    sigset_t set;
    struct signalfd_siginfo info[2];
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGCHLD);
    MUST(sigprocmask(SIG_BLOCK, &set, NULL));
    int fd = MUST(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
    printf("empty: %s\n", failure(read(fd, info, sizeof info)));
    MUST(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 42}));
    printf("read %d of a record\n", MUST(read(fd, info, sizeof info)) == (int)sizeof *info);
    printf("%s value %d\n", sigabbrev_np((int)info->ssi_signo), info->ssi_int);
    pid_t child = fork_child();
    if (child == 0)
        _exit(9);
    MUST(poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1));
    MUST(read(fd, info, sizeof info));
    printf("%s status %d of the child %d\n", sigabbrev_np((int)info->ssi_signo), info->ssi_status,
           info->ssi_pid == (uint32_t)child);
    printf("too small: %s\n", failure(read(fd, info, 4)));
}
