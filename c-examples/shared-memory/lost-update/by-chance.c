// Two processes add to one counter a few times. Whether an update is lost depends on where the timer strikes.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROCESSES = 2, ADDITIONS = 4 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A computation: while it goes on, the other process may get the processor, or may not.
static int one_more(int value) {
    for (volatile int i = 0; i < 20000; i++)
        ;
    return value + 1;
}

int main(void) {
    volatile int *counter =
        mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (counter == MAP_FAILED)
        die("mmap");
    for (int child = 0; child < PROCESSES; child++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            for (int n = 0; n < ADDITIONS; n++)
                *counter = one_more(*counter);
            _exit(EXIT_SUCCESS);
        }
    }
    for (int child = 0; child < PROCESSES; child++) {
        if (wait(NULL) == -1)
            die("wait");
    }
    puts(*counter == PROCESSES * ADDITIONS ? "nothing was lost" : "updates were lost");
    return EXIT_SUCCESS;
}
