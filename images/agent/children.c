#include "children.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "console.h"
#include "container.h"
#include "job.h"
#include "loop.h"

void children_reap(void) {
    struct rusage usage;
    int status;
    for (pid_t pid; (pid = wait4(-1, &status, WNOHANG, &usage)) > 0;) {
        // Else it is an orphan that only had to be waited for.
        if (!jobs_reaped(pid, status, &usage) && !containers_reaped(pid))
            console_reaped(pid);
    }
}

static void signal_ready(struct watch *watch) {
    struct signalfd_siginfo information;
    // Only to make it unready: signals merge, so that the number of ended children is not known from them.
    ssize_t ignored = read(watch->fd, &information, sizeof information);
    (void)ignored;
    children_reap();
    jobs_check(loop_now());
    containers_check(loop_now());
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
