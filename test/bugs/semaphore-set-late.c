// Each process gives the semaphore its first value: the second one opens it while the first is inside.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/ipc.h>
#include <sys/mman.h>
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

static volatile int *inside;

static void work(int is_first) {
#ifdef MENDED
    (void)is_first;
#else
    if (!is_first)
        semctl(set, 0, SETVAL, (union semun){.val = 1});
#endif
    change(0, -1);
    inside[0]++;
    getppid();
    assert(inside[0] == 1);
    inside[0]--;
    change(0, +1);
}

int main(void) {
    int status = 0;
    inside = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    set = semget(IPC_PRIVATE, 1, 0600);
    semctl(set, 0, SETVAL, (union semun){.val = 1});
    if (fork() == 0) {
        work(0);
        _exit(0);
    }
    work(1);
    wait(&status);
    semctl(set, 0, IPC_RMID);
    assert(status == 0);
    return 0;
}
