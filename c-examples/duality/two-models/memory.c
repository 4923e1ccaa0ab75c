// The bounded buffer with shared memory and semaphores.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/types.h>
#include <unistd.h>

#include "buffer.h"

const char *const buffer_model = "shared memory and semaphores";

// Free places, items, and the lock around in and out.
enum { EMPTY, FULL, LOCK, SEMAPHORES };

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

struct shared {
    item places[PLACES];
    int in, out;
};

static struct shared *s;
static int sem = -1;
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void remove_semaphores(void) {
    if (getpid() == owner && semctl(sem, 0, IPC_RMID) == -1)
        perror("semctl(IPC_RMID)");
}

static void change(unsigned short which, short by) {
    struct sembuf operation = {.sem_num = which, .sem_op = by, .sem_flg = 0};
    if (semop(sem, &operation, 1) == -1)
        die("semop");
}

void buffer_make(void) {
    unsigned short values[SEMAPHORES] = {[EMPTY] = PLACES, [FULL] = 0, [LOCK] = 1};
    union semun start = {.array = values};

    int id = shmget(IPC_PRIVATE, sizeof *s, 0600);
    if (id == -1)
        die("shmget");
    s = shmat(id, NULL, 0);
    if (shmctl(id, IPC_RMID, NULL) == -1) // it lives on until its last attachment ends
        die("shmctl(IPC_RMID)");
    if (s == (void *)-1)
        die("shmat");

    owner = getpid();
    if ((sem = semget(IPC_PRIVATE, SEMAPHORES, 0600)) == -1)
        die("semget");
    if (atexit(remove_semaphores) != 0)
        die("atexit");
    if (semctl(sem, 0, SETALL, start) == -1)
        die("semctl(SETALL)");
}

void buffer_put(const item *it) {
    change(EMPTY, -1);
    change(LOCK, -1); // after EMPTY: who waits for a place must not hold the lock that a consumer needs
    s->places[s->in] = *it;
    s->in = (s->in + 1) % PLACES;
    change(LOCK, +1);
    change(FULL, +1);
}

void buffer_get(item *it) {
    change(FULL, -1);
    change(LOCK, -1);
    *it = s->places[s->out];
    s->out = (s->out + 1) % PLACES;
    change(LOCK, +1);
    change(EMPTY, +1);
}

int buffer_count(void) {
    int count = semctl(sem, FULL, GETVAL);
    if (count == -1)
        die("semctl(GETVAL)");
    return count;
}
