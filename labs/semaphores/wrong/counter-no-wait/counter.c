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

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void change(int sem, short by) {
    struct sembuf operation = {.sem_num = 0, .sem_op = by, .sem_flg = 0};
    if (semop(sem, &operation, 1) == -1)
        die("semop");
}

int main(int argc, char *argv[]) {
    if (argc != 3) {
        fprintf(stderr, "usage: counter PROCESSES ADDITIONS\n");
        return 2;
    }
    int processes = atoi(argv[1]), additions = atoi(argv[2]);

    int id = shmget(IPC_PRIVATE, sizeof(int), 0600);
    if (id == -1)
        die("shmget");
    volatile int *counter = shmat(id, NULL, 0);
    if (shmctl(id, IPC_RMID, NULL) == -1) // it lives on until its last attachment ends
        die("shmctl");
    if (counter == (void *)-1)
        die("shmat");
    int sem = semget(IPC_PRIVATE, 1, 0600);
    if (sem == -1)
        die("semget");
    union semun one = {.val = 1};
    if (semctl(sem, 0, SETVAL, one) == -1)
        die("semctl");

    for (int i = 0; i < processes; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            for (int n = 0; n < additions; n++) {
                change(sem, -1);
                *counter = one_more(*counter);
                change(sem, +1);
            }
            _exit(EXIT_SUCCESS);
        }
    }
    printf("counter: %d\n", *counter);
    if (semctl(sem, 0, IPC_RMID) == -1)
        die("semctl");
    return EXIT_SUCCESS;
}
