// Two processes take two semaphores, each the other one first: each has one, and waits for the other.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static int set;

static void change(unsigned short which, short by) {
    struct sembuf operation = {.sem_num = which, .sem_op = by};
    assert(semop(set, &operation, 1) == 0);
}

static void both(unsigned short first, unsigned short second) {
    change(first, -1);
    change(second, -1);
    change(second, +1);
    change(first, +1);
}

int main(void) {
    unsigned short ones[2] = {1, 1};
    set = semget(IPC_PRIVATE, 2, 0600);
    semctl(set, 0, SETALL, (union semun){.array = ones});
    if (fork() == 0) {
#ifdef MENDED
        both(0, 1);
#else
        both(1, 0);
#endif
        _exit(0);
    }
    both(0, 1);
    wait(NULL);
    semctl(set, 0, IPC_RMID);
    return 0;
}
