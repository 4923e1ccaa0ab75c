// A process that is killed while it has the semaphore keeps everybody else out for ever.
#define _XOPEN_SOURCE 700

#include <assert.h>
#include <stddef.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef MENDED
enum { FLAGS = SEM_UNDO };
#else
enum { FLAGS = 0 };
#endif

static int sem;

static void change(short by) {
    struct sembuf operation = {.sem_op = by, .sem_flg = FLAGS};
    assert(semop(sem, &operation, 1) == 0);
}

static void work(char c) {
    change(-1);
    assert(write(STDOUT_FILENO, &c, 1) == 1);
    change(+1);
}

int main(void) {
    sem = semget(IPC_PRIVATE, 1, 0600);
    assert(sem != -1);
    struct sembuf open = {.sem_op = 1};
    assert(semop(sem, &open, 1) == 0);
    pid_t child = fork();
    if (child == 0) {
        work('c');
        _exit(0);
    }
    assert(waitpid(child, NULL, 0) == child);
    work('p');
    assert(semctl(sem, 0, IPC_RMID) == 0);
    return 0;
}
