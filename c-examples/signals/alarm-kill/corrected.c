// Starts a child, and kills it after 20 seconds.
// Usage: corrected [SECONDS], for those who do not want to wait so long.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int pid; // global, since a handler gets nothing but the signal's number

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void OnAlarm(int sig) {
    (void)sig;
    kill(pid, SIGKILL); // on POSIX's list of what a handler may call
}

int main(int argc, char *argv[]) {
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 20;
    struct timespec start, stop;
    int status;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        execlp("sleep", "sleep", "1000", (char *)NULL);
        perror("sleep");
        _exit(127);
    }

    // First the handler, then the alarm: SIGALRM's default action would end us, and the child would live on.
    if (signal(SIGALRM, OnAlarm) == SIG_ERR)
        die("signal");
    if (clock_gettime(CLOCK_MONOTONIC, &start) == -1)
        die("clock_gettime");
    alarm(seconds);
    printf("the child has %u seconds\n", seconds);

    // The alarm interrupts wait, which then has nothing to report yet: EINTR. So ask again.
    while (wait(&status) == -1)
        if (errno != EINTR)
            die("wait");
    alarm(0); // a child that ended by itself: no signal to a number that may be another process's by then
    if (clock_gettime(CLOCK_MONOTONIC, &stop) == -1)
        die("clock_gettime");

    long ms = (stop.tv_sec - start.tv_sec) * 1000 + (stop.tv_nsec - start.tv_nsec) / 1000000;
    if (WIFSIGNALED(status))
        printf("signal %d ended the child after %ld ms\n", WTERMSIG(status), ms);
    else
        printf("the child returned %d after %ld ms\n", WEXITSTATUS(status), ms);
    return EXIT_SUCCESS;
}
