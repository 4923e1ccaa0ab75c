// The child writes into a pipe and the parent reads from it: what fork copies, and what it does not.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// What the child reports. The bytes go as they are in memory: both processes run the same program.
struct report {
    int counter;
    int *where;
};

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    int pid, p[2], status, counter = 1;
    struct report report;

    // Before fork, so that both processes have the descriptors. A pipe made afterwards would be known to one.
    if (pipe(p) == -1)
        die("pipe");

    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        // Here the child has a copy of everything: p and counter have the same values, and the descriptors
        // stand for the same pipe. Closing one closes the child's copy, and the parent can still read.
        if (close(p[0]) == -1)
            die("close in the child");
        counter = 2; // in the child's memory; the parent will not see it there
        report.counter = counter;
        report.where = &counter;
        if (write(p[1], &report, sizeof report) != (ssize_t)sizeof report)
            die("write");
        exit(EXIT_SUCCESS); // closes p[1]
    }

    if (close(p[1]) == -1) // else the last read below would never give 0
        die("close in the parent");
    // Waits until the child has written. A write of so few bytes is never divided, so neither is this read.
    if (read(p[0], &report, sizeof report) != (ssize_t)sizeof report)
        die("read");
    printf("the child's counter, through the pipe: %d\n", report.counter);
    printf("the parent's counter: %d\n", counter);
    printf("the address of the two: %s\n", report.where == &counter ? "the same" : "different");

    if (read(p[0], &report, sizeof report) != 0)
        die("read at the end");
    printf("then the end of file\n");

    if (close(p[0]) == -1)
        die("close of the read end");
    if (wait(&status) == -1)
        die("wait");
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
