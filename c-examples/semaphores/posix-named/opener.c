// Finds the semaphore by its name and posts. Usage: opener TIMES
#define _XOPEN_SOURCE 700

#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

static const char *name = "/ipclab-gate"; // as in gate.c: this is all that the two programs share

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    int times = argc == 2 ? atoi(argv[1]) : 1;

    // Without O_CREAT: the semaphore has to be there.
    sem_t *gate = sem_open(name, 0);
    if (gate == SEM_FAILED)
        die("sem_open");
    for (int i = 0; i < times; i++)
        if (sem_post(gate) == -1)
            die("sem_post");
    printf("opener: posted %d\n", times);
    if (sem_close(gate) == -1)
        die("sem_close");
    return EXIT_SUCCESS;
}
