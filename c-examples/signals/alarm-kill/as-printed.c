// Starts a child, to be killed in 20 seconds. It does not compile: there is no signal of this name.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int pid;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

void OnAlarm(int sig) {
    (void)sig;
    kill(pid, SIGKILL);
}

int main(void) {
    int status;

    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        execlp("sleep", "sleep", "1000", (char *)NULL);
        perror("sleep");
        _exit(127);
    }
    // The fault: what alarm sends is called SIGALRM.
    if (signal(SIGALARM, OnAlarm) == SIG_ERR) /* setup the handler */
        die("signal");
    alarm(20); /* fire off the alarm */
    while (wait(&status) == -1)
        if (errno != EINTR)
            die("wait");
    return EXIT_SUCCESS;
}
