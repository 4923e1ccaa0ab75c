// Makes a named semaphore with the value 0 and goes through it as often as others post.
// Usage: gate TIMES
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

static const char *name = "/ipclab-gate";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void remove_name(void) {
    if (sem_unlink(name) == -1)
        perror("sem_unlink");
}

int main(int argc, char *argv[]) {
    int times = argc == 2 ? atoi(argv[1]) : 1, value;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // each line leaves when it is true
        die("setvbuf");

    // O_EXCL: one that is there already has a value that we do not know; mode and value would be ignored.
    sem_t *gate = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
    if (gate == SEM_FAILED)
        die("sem_open");
    if (atexit(remove_name) != 0) // the name outlives its maker, as a file would
        die("atexit");

    if (sem_trywait(gate) != -1 || errno != EAGAIN)
        die("sem_trywait");
    printf("gate: closed\n");

    for (int i = 1; i <= times; i++) {
        if (sem_wait(gate) == -1) // one unit at a time; there is no sem_op of more
            die("sem_wait");
        printf("gate: through, %d\n", i);
    }
    if (sem_getvalue(gate, &value) == -1)
        die("sem_getvalue");
    printf("gate: %d left\n", value);
    if (sem_close(gate) == -1)
        die("sem_close");
    return EXIT_SUCCESS;
}
