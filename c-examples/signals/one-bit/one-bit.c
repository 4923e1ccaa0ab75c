// A pending standard signal is one bit: sent five times while blocked, it arrives once. Real-time signals
// queue.
#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIMES = 5, ROOM = 16 };

static volatile sig_atomic_t arrived, values[ROOM];

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void on_signal(int sig, siginfo_t *info, void *context) {
    (void)sig;
    (void)context;
    if (arrived < ROOM)
        values[arrived++] = info->si_value.sival_int;
}

static void send_from_child(int sig) {
    pid_t parent = getpid(), pid = fork();
    int status;
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        for (int i = 1; i <= TIMES; i++) {
            union sigval value = {.sival_int = 10 * i};
            if (sigqueue(parent, sig, value) == -1) // like kill, with a value
                die("sigqueue");
        }
        _exit(EXIT_SUCCESS);
    }
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (status != 0)
        exit(EXIT_FAILURE);
}

static void try(const char *name, int sig) {
    sigset_t set, pending;
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART};

    if (sigaction(sig, &action, NULL) == -1)
        die("sigaction");
    if (sigemptyset(&set) == -1 || sigaddset(&set, sig) == -1)
        die("sigset");
    if (sigprocmask(SIG_BLOCK, &set, NULL) == -1) // until this is undone, what comes stays pending
        die("sigprocmask");

    arrived = 0;
    send_from_child(sig); // all are sent when it returns: it waits for the child
    if (sigpending(&pending) == -1)
        die("sigpending");
    printf("%s: sent %d times, %s, handler ran %d times\n", name, TIMES,
           sigismember(&pending, sig) == 1 ? "pending" : "not pending", (int)arrived);

    if (sigprocmask(SIG_UNBLOCK, &set, NULL) == -1) // what is pending arrives before this returns
        die("sigprocmask");
    printf("%s: unblocked, handler ran %d times, values", name, (int)arrived);
    for (int i = 0; i < arrived; i++)
        printf(" %d", (int)values[i]);
    printf("\n");
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    try("SIGUSR1", SIGUSR1);
    try("SIGRTMIN", SIGRTMIN);
    return EXIT_SUCCESS;
}
