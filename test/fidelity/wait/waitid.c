#include "../must.h"

// waitid: of whom, of what, and without taking the child away.
static volatile sig_atomic_t go_on;

static void note(int number) {
    go_on = number;
}

int main(void) {
    siginfo_t info;
    signal(SIGUSR1, note);
    pid_t child = fork_child();
    if (child == 0) {
        setpgid(0, 0);
        raise(SIGSTOP);
        while (!go_on)
            pause();
        _exit(17);
    }
    MUST(waitid(P_PID, (id_t)child, &info, WSTOPPED | WNOWAIT));
    printf("stopped %d by %s\n", info.si_code == CLD_STOPPED, sigabbrev_np(info.si_status));
    MUST(waitid(P_PGID, (id_t)child, &info, WSTOPPED));
    MUST(kill(child, SIGCONT));
    MUST(waitid(P_ALL, 0, &info, WCONTINUED));
    printf("continued %d\n", info.si_code == CLD_CONTINUED);
    MUST(kill(child, SIGUSR1));
    MUST(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT));
    printf("exited %d status %d\n", info.si_code == CLD_EXITED, info.si_status);
    printf("again %d\n", ended(child));
    info.si_pid = 1;
    child = fork_child();
    if (child == 0)
        for (;;)
            pause();
    MUST(waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG));
    printf("not yet: pid %d\n", info.si_pid);
    kill(child, SIGKILL);
    MUST(waitid(P_PID, (id_t)child, &info, WEXITED));
    printf("killed %d\n", info.si_code == CLD_KILLED);
}
