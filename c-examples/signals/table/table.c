// Prints every signal with its number, its name and what it does to a process that has no handler for it. The
// last is not looked up: a child raises the signal, and the parent sees what becomes of the child.
#define _GNU_SOURCE // for sigabbrev_np; all else is POSIX

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void kill_and_reap(pid_t pid) {
    if (kill(pid, SIGKILL) == -1)
        die("kill");
    if (waitpid(pid, NULL, 0) == -1)
        die("waitpid");
}

// A child in a group of its own, with the default action for sig. That of SIGTSTP, SIGTTIN and SIGTTOU is to
// stop only where somebody could start the process again: when its group has a parent outside the group, but
// in the same session. The child of a new group has one, us.
static pid_t child_that_raises(int sig, int then_pauses) {
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        if (setpgid(0, 0) == -1)
            die("setpgid");
        // We may have been started with some signals ignored (nohup does that), and it is inherited.
        // SIGKILL and SIGSTOP have nothing but their default action: EINVAL.
        if (signal(sig, SIG_DFL) == SIG_ERR && errno != EINVAL)
            die("signal");
        if (raise(sig) != 0)
            die("raise");
        while (then_pauses)
            pause();
        _exit(EXIT_SUCCESS);
    }
    return pid;
}

// Ignored, or a reason to go on? On a process that runs both look the same; so try it on a stopped one.
static int wakes_up(int sig) {
    pid_t pid = child_that_raises(SIGSTOP, 1);
    int status;
    if (waitpid(pid, &status, WUNTRACED) == -1)
        die("waitpid");
    if (kill(pid, sig) == -1)
        die("kill");
    // kill itself makes the stopped process a running one, so there is nothing to wait for.
    pid_t seen = waitpid(pid, &status, WCONTINUED | WNOHANG);
    if (seen == -1)
        die("waitpid");
    kill_and_reap(pid);
    return seen == pid && WIFCONTINUED(status);
}

static const char *default_action(int sig) {
    pid_t pid = child_that_raises(sig, 0);
    int status;
    if (waitpid(pid, &status, WUNTRACED) == -1) // without WUNTRACED a stopped child is nothing to report
        die("waitpid");
    if (WIFSTOPPED(status)) {
        kill_and_reap(pid);
        return "stop";
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == sig) {
        if (!WCOREDUMP(status))
            return "terminate";
        if (unlink("core") == -1 && errno != ENOENT) // the system may keep core images elsewhere
            die("unlink");
        return "core";
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
        return wakes_up(sig) ? "continue" : "ignore";
    return "?";
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    // A core image may be as large as this limit, and a shell often sets it to 0: then there is none.
    struct rlimit core;
    if (getrlimit(RLIMIT_CORE, &core) == -1)
        die("getrlimit");
    core.rlim_cur = core.rlim_max;
    if (setrlimit(RLIMIT_CORE, &core) == -1)
        die("setrlimit");

    // The standard signals end below 32, and the C library keeps the next two for its threads.
    for (int sig = 1; sig < 32; sig++)
        printf("%2d SIG%-10s %-9s %s\n", sig, sigabbrev_np(sig), default_action(sig), strsignal(sig));
    for (int sig = SIGRTMIN; sig <= SIGRTMAX; sig++)
        printf("%2d SIGRTMIN+%-4d %s\n", sig, sig - SIGRTMIN, default_action(sig));
    return EXIT_SUCCESS;
}
