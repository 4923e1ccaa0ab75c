#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"
#include "report.h"

// What a keeper has open while it waits.
enum { REPORT = 3, TERMINAL = 4 };

// The pid namespace and the cgroup are those that it was born in.
static void enter(const struct spawn *spawn) {
    prctl(PR_SET_NAME, "keeper");
    // Nobody inside may look into what still is the agent; execve(2) sets it back.
    prctl(PR_SET_DUMPABLE, 0);
    if (spawn->namespaces < 0)
        return;
    if (setns(spawn->namespaces, CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS) < 0)
        spawn_give_up(spawn, "setns");
}

// The program, born into its cgroup. All signals are blocked until shortly before the exec.
static _Noreturn void program(const struct spawn *spawn) {
    report_send(spawn->report, &(struct report){.kind = REPORT_BORN, .pid = getpid()});
    if (setpgid(0, 0) < 0)
        spawn_give_up(spawn, "setpgid");
    if (spawn->terminal && tcsetpgrp(spawn->streams[0], getpid()) < 0)
        spawn_give_up(spawn, "tcsetpgrp");
    if (spawn->namespaces >= 0 && unshare(CLONE_NEWCGROUP) < 0)
        spawn_give_up(spawn, "unshare");
    spawn_exec(spawn);
}

// A stream that the keeper had open would not end when the program closes it.
static void let_go(const struct spawn *spawn) {
    dup2(spawn->report, REPORT);
    if (spawn->terminal)
        dup2(spawn->streams[0], TERMINAL);
    close_range(spawn->terminal ? TERMINAL + 1 : TERMINAL, ~0U, 0);
    close_range(0, REPORT - 1, 0);
}

// The siblings that a program can make (CLONE_PARENT) are waited for as well, and not told.
static void wait_for(pid_t program, bool terminal) {
    struct report report = {.kind = REPORT_CHANGED};
    pid_t pid;
    while ((pid = wait4(-1, &report.status, WUNTRACED | WCONTINUED, &report.usage)) > 0 || errno == EINTR) {
        if (pid != program)
            continue;
        bool ended = WIFEXITED(report.status) || WIFSIGNALED(report.status);
        // As a shell does: who is left is in the background.
        if (ended && terminal)
            tcsetpgrp(TERMINAL, getpid());
        report_send(REPORT, &report);
    }
}

static _Noreturn void keeper(const struct spawn *spawn) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    enter(spawn);
    if (setsid() < 0)
        spawn_give_up(spawn, "setsid");
    if (spawn->terminal && ioctl(spawn->streams[0], TIOCSCTTY, 0) < 0)
        spawn_give_up(spawn, "TIOCSCTTY");
    // With CLONE_VFORK it goes on when the exec has been, or failed and told so.
    pid_t pid = spawn_fork(spawn->cgroup, CLONE_VFORK);
    if (pid == 0)
        program(spawn);
    if (pid < 0)
        spawn_give_up(spawn, "fork");
    bool terminal = spawn->terminal;
    let_go(spawn);
    report_send(REPORT, &(struct report){.kind = REPORT_RUNS});
    wait_for(pid, terminal);
    for (;;)
        pause();
}

// The agent itself stays where it is; setns(2) of a pid namespace is about the children to come.
static pid_t start_in_namespace(const struct spawn *spawn, int cgroup) {
    pid_t pid = -1;
    int own = open("/proc/self/ns/pid", O_RDONLY | O_CLOEXEC);
    if (own < 0)
        return -1;
    if (setns(spawn->namespaces, CLONE_NEWPID) == 0 && (pid = spawn_fork(cgroup, 0)) == 0)
        keeper(spawn);
    int error = errno;
    if (setns(own, CLONE_NEWPID) < 0)
        log_errno("setns", "own");
    close(own);
    errno = error;
    return pid;
}

pid_t keeper_start(const struct spawn *spawn, int cgroup) {
    if (spawn->namespaces >= 0)
        return start_in_namespace(spawn, cgroup);
    pid_t pid = spawn_fork(cgroup, 0);
    if (pid == 0)
        keeper(spawn);
    return pid;
}
