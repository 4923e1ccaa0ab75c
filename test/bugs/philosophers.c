// Three philosophers take the fork at their left and then the one at their right: each has one.
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

enum { PHILOSOPHERS = 3 };

static void eat(int who) {
    unsigned short left = who, right = (who + 1) % PHILOSOPHERS;
#ifdef MENDED
    if (who == PHILOSOPHERS - 1) {
        left = right;
        right = who;
    }
#endif
    change(left, -1);
    change(right, -1);
    change(right, +1);
    change(left, +1);
}

int main(void) {
    unsigned short ones[PHILOSOPHERS] = {1, 1, 1};
    set = semget(IPC_PRIVATE, PHILOSOPHERS, 0600);
    semctl(set, 0, SETALL, (union semun){.array = ones});
    for (int who = 0; who < PHILOSOPHERS; who++) {
        if (fork() == 0) {
            eat(who);
            _exit(0);
        }
    }
    for (int who = 0; who < PHILOSOPHERS; who++)
        wait(NULL);
    semctl(set, 0, IPC_RMID);
    return 0;
}
