// Philosophers who never starve of a deadlock: both forks at once or none. Usage: philosophers N MEALS
#define _XOPEN_SOURCE 700

#include "work.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
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

static void change(int table, short by) {
    struct sembuf operation = {.sem_num = 0, .sem_op = by, .sem_flg = 0};
    if (semop(table, &operation, 1) == -1)
        die("semop");
}

int main(int argc, char *argv[]) {
    if (argc != 3) {
        fprintf(stderr, "usage: philosophers N MEALS\n");
        return 2;
    }
    int n = atoi(argv[1]), meals = atoi(argv[2]);

    int forks = semget(IPC_PRIVATE, n, 0600); // one for each fork
    if (forks == -1)
        die("semget");
    union semun one = {.val = 1};
    for (int i = 0; i < n; i++)
        if (semctl(forks, i, SETVAL, one) == -1)
            die("semctl");

    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            for (int meal = 0; meal < meals; meal++) {
                reach();
                change(forks, -1);
                eat(i);
                change(forks, +1);
            }
            _exit(EXIT_SUCCESS);
        }
    }
    for (int i = 0; i < n; i++)
        if (wait(NULL) == -1)
            die("wait");
    if (semctl(forks, 0, IPC_RMID) == -1)
        die("semctl");
    return EXIT_SUCCESS;
}
