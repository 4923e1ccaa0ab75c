// Five philosophers who take one fork after the other, and no barrier: whether they all come to hold their
// left fork at once depends on where the timer strikes.
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PHILOSOPHERS = 5, MEALS = 3 };

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static int forks;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void change(int fork_number, short by) {
    struct sembuf operation = {.sem_num = (unsigned short)fork_number, .sem_op = by, .sem_flg = 0};
    if (semop(forks, &operation, 1) == -1)
        die("semop");
}

static void compute(int turns) {
    for (volatile int i = 0; i < turns; i++)
        ;
}

static void philosopher(int left) {
    int right = (left + 1) % PHILOSOPHERS;
    for (int meal = 0; meal < MEALS; meal++) {
        compute(60000); // thinks
        change(left, -1);
        compute(20000); // looks for the other fork: the longer, the likelier that the neighbour has taken it
        change(right, -1);
        change(right, +1);
        change(left, +1);
    }
}

int main(void) {
    unsigned short all_there[PHILOSOPHERS] = {1, 1, 1, 1, 1};
    union semun values = {.array = all_there};

    if ((forks = semget(IPC_PRIVATE, PHILOSOPHERS, 0600)) == -1)
        die("semget");
    if (semctl(forks, 0, SETALL, values) == -1)
        die("semctl(SETALL)");
    for (int i = 0; i < PHILOSOPHERS; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            philosopher(i);
            _exit(EXIT_SUCCESS);
        }
    }
    for (int i = 0; i < PHILOSOPHERS; i++) {
        if (wait(NULL) == -1)
            die("wait");
    }
    if (semctl(forks, 0, IPC_RMID) == -1)
        die("semctl(IPC_RMID)");
    puts("all have eaten");
    return EXIT_SUCCESS;
}
