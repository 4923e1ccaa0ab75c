#include "../must.h"

#include <sys/ipc.h>
#include <sys/sem.h>

// Sets of semaphores: several operations at once or none, waiting for zero, undone at the end of a process.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

int main(void) {
    unsigned short values[3] = {1, 0, 5};
    int set = MUST(semget(IPC_PRIVATE, 3, 0600));
    MUST(semctl(set, 0, SETALL, (union semun){.array = values}));
    struct sembuf both[] = {{0, -1, IPC_NOWAIT}, {1, -1, IPC_NOWAIT}};
    printf("both or none: %s", failure(semop(set, both, 2)));
    printf(", first still %d\n", semctl(set, 0, GETVAL));
    pid_t child = fork_child();
    if (child == 0) {
        struct sembuf undo[] = {{2, -3, SEM_UNDO}, {1, 1, 0}};
        MUST(semop(set, undo, 2));
        struct sembuf zero = {1, 0, 0};
        MUST(semop(set, &zero, 1));
        _exit(semctl(set, 2, GETVAL));
    }
    struct sembuf take = {1, -1, 0};
    MUST(semop(set, &take, 1));
    printf("taken by the child: %d\n", ended(child) == 2);
    printf("given back: %d\n", semctl(set, 2, GETVAL));
    printf("last operation by %d\n", semctl(set, 0, GETPID) == getpid());
    printf("in time: %s\n", failure(semtimedop(set, &take, 1, &(struct timespec){0, 2000000})));
    printf("too large: %s\n", failure(semctl(set, 0, SETVAL, (union semun){.val = 32768})));
    printf("no such: %s\n", failure(semctl(set, 3, GETVAL)));
    MUST(semctl(set, 0, IPC_RMID));
    printf("removed: %s\n", failure(semctl(set, 0, GETVAL)));
}
