// Processes add to one counter in shared memory. Usage: counter PROCESSES ADDITIONS
#define _XOPEN_SOURCE 700

#include "work.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

int main(int argc, char *argv[]) {
    if (argc != 3) {
        fprintf(stderr, "usage: counter PROCESSES ADDITIONS\n");
        return 2;
    }
    int processes = atoi(argv[1]), additions = atoi(argv[2]);
    int counter = 0; // to be in shared memory
    for (int i = 0; i < processes; i++)
        for (int n = 0; n < additions; n++)
            counter = one_more(counter); // to be done by a child of its own
    printf("counter: %d\n", counter);
    return EXIT_FAILURE;
}
