#include "children.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "duty.h"
#include "loop.h"

static void reap(void) {
    struct rusage usage;
    int status;
    for (pid_t pid; (pid = wait4(-1, &status, WNOHANG, &usage)) > 0;)
        duties_reaped(pid, status, &usage);
}

void children_await(bool (*left)(void), uint64_t grace) {
    const struct timespec moment = {.tv_nsec = (long)MILLISECONDS};
    // Counted: a clock that runs on while the machine stands still ends nothing.
    for (uint64_t waited = 0; reap(), left() && waited < grace; waited += MILLISECONDS)
        nanosleep(&moment, NULL);
}

static void signal_ready(struct watch *watch) {
    struct signalfd_siginfo information;
    // Only to make it unready: signals merge, so that the number of ended children is not known from them.
    ssize_t ignored = read(watch->fd, &information, sizeof information);
    (void)ignored;
    reap();
    duties_check(loop_now());
}

static struct watch signals = {.fd = -1, .ready = signal_ready};

int children_open(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
        return -1;
    signals.fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals.fd < 0)
        return -1;
    watch_for(&signals, EPOLLIN);
    return 0;
}
