// Stops a child with SIGTSTP and lets it go on with SIGCONT; SIGCHLD tells of each change. A second child
// ignores what it can: SIGSTOP and SIGKILL still work.
#define _XOPEN_SOURCE 700 // POSIX, and the names of SIGCHLD's si_code

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t news, code;
static sigset_t while_waiting;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void on_child(int sig, siginfo_t *info, void *context) {
    (void)sig;
    (void)context;
    news = 1;
    code = info->si_code;
}

// Waits for SIGCHLD, then asks with waitpid what it was about.
static void tell_change(pid_t pid) {
    int status;
    while (!news)
        sigsuspend(&while_waiting); // the only place where SIGCHLD is not blocked
    news = 0;

    // Without WUNTRACED and WCONTINUED waitpid tells of ended children only.
    if (waitpid(pid, &status, WUNTRACED | WCONTINUED) == -1)
        die("waitpid");
    if (WIFSTOPPED(status) && code == CLD_STOPPED)
        printf("parent: SIGCHLD, %s has stopped the child\n",
               WSTOPSIG(status) == SIGTSTP ? "SIGTSTP" : "SIGSTOP");
    else if (WIFCONTINUED(status) && code == CLD_CONTINUED)
        printf("parent: SIGCHLD, the child goes on\n");
    else if (WIFSIGNALED(status) && code == CLD_KILLED)
        printf("parent: SIGCHLD, %s has ended the child\n",
               WTERMSIG(status) == SIGTERM ? "SIGTERM" : "SIGKILL");
    else
        printf("parent: SIGCHLD with code %d, status %#x\n", (int)code, (unsigned)status);
}

static void send(pid_t pid, int sig, const char *name) {
    printf("parent: sends %s\n", name);
    if (kill(pid, sig) == -1)
        die("kill");
}

static void try_to_ignore(int sig, const char *name) {
    if (signal(sig, SIG_IGN) == SIG_ERR)
        printf("child: cannot ignore %s: %s\n", name, strerror(errno));
    else
        printf("child: ignores %s\n", name);
}

// Returns when the child is ready for signals.
static pid_t start_child(int stubborn) {
    int ready[2];
    char c;
    if (pipe(ready) == -1)
        die("pipe");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        // A group of its own, as a shell makes one for each job. SIGTSTP stops only a group whose parent is
        // in another one and could continue it.
        if (setpgid(0, 0) == -1)
            die("setpgid");
        if (stubborn) {
            try_to_ignore(SIGTSTP, "SIGTSTP");
            try_to_ignore(SIGTERM, "SIGTERM");
            try_to_ignore(SIGSTOP, "SIGSTOP");
            try_to_ignore(SIGKILL, "SIGKILL");
        }
        close(ready[0]);
        close(ready[1]); // end of file for the parent
        for (;;)
            pause();
    }
    if (close(ready[1]) == -1)
        die("close");
    if (read(ready[0], &c, 1) == -1)
        die("read");
    if (close(ready[0]) == -1)
        die("close");
    return pid;
}

int main(void) {
    sigset_t child_only;
    struct sigaction action = {.sa_sigaction = on_child, .sa_flags = SA_SIGINFO | SA_RESTART};

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (sigemptyset(&child_only) == -1 || sigaddset(&child_only, SIGCHLD) == -1)
        die("sigset");
    if (sigprocmask(SIG_BLOCK, &child_only, &while_waiting) == -1)
        die("sigprocmask");
    if (sigaction(SIGCHLD, &action, NULL) == -1)
        die("sigaction");

    pid_t pid = start_child(0);
    send(pid, SIGTSTP, "SIGTSTP");
    tell_change(pid);
    send(pid, SIGCONT, "SIGCONT");
    tell_change(pid);
    send(pid, SIGTERM, "SIGTERM");
    tell_change(pid);

    pid = start_child(1);
    send(pid, SIGTSTP, "SIGTSTP"); // ignored: the next change is SIGSTOP's
    send(pid, SIGTERM, "SIGTERM");
    send(pid, SIGSTOP, "SIGSTOP");
    tell_change(pid);
    send(pid, SIGKILL, "SIGKILL"); // works on a stopped process too
    tell_change(pid);
    return EXIT_SUCCESS;
}
