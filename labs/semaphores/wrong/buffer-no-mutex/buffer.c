// A buffer of PLACES places in shared memory between producers and consumers.
// Usage: buffer PRODUCERS CONSUMERS ITEMS PRODUCER_MS CONSUMER_MS
#define _XOPEN_SOURCE 700

#include "work.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FREE, FULL, MUTEX, SEMAPHORES };

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

struct buffer {
    volatile int place[PLACES];
    volatile int in, out;
};

static struct buffer *b;
static int sem;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void change(unsigned short which, short by) {
    struct sembuf operation = {.sem_num = which, .sem_op = by, .sem_flg = 0};
    if (semop(sem, &operation, 1) == -1)
        die("semop");
}

// Items first, first + step, ... up to last.
static void produce(int first, int step, int last, int milliseconds) {
    for (int item = first; item <= last; item += step) {
        take_time(milliseconds);
        change(FREE, -1); // a place first, then the buffer: who holds the buffer must not have to wait
        store(&b->place[b->in], item);
        b->in = (b->in + 1) % PLACES;
        say_item("put", item);
        change(FULL, +1);
    }
}

static void consume(int items, int milliseconds) {
    for (int i = 0; i < items; i++) {
        change(FULL, -1);
        int item = b->place[b->out];
        b->out = (b->out + 1) % PLACES;
        say_item("got", item);
        change(FREE, +1);
        take_time(milliseconds);
    }
}

int main(int argc, char *argv[]) {
    if (argc != 6) {
        fprintf(stderr, "usage: buffer PRODUCERS CONSUMERS ITEMS PRODUCER_MS CONSUMER_MS\n");
        return 2;
    }
    int producers = atoi(argv[1]), consumers = atoi(argv[2]), items = atoi(argv[3]);

    int id = shmget(IPC_PRIVATE, sizeof *b, 0600);
    if (id == -1)
        die("shmget");
    b = shmat(id, NULL, 0);
    if (shmctl(id, IPC_RMID, NULL) == -1) // it lives on until its last attachment ends
        die("shmctl");
    if (b == (void *)-1)
        die("shmat");
    if ((sem = semget(IPC_PRIVATE, SEMAPHORES, 0600)) == -1)
        die("semget");
    union semun values = {.array = (unsigned short[]){[FREE] = PLACES, [FULL] = 0, [MUTEX] = 1}};
    if (semctl(sem, 0, SETALL, values) == -1)
        die("semctl");

    for (int i = 0; i < producers + consumers; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            int c = i - producers;
            if (c < 0)
                produce(i + 1, producers, items, atoi(argv[4]));
            else
                consume(items / consumers + (c < items % consumers), atoi(argv[5]));
            _exit(EXIT_SUCCESS);
        }
    }
    for (int i = 0; i < producers + consumers; i++)
        if (wait(NULL) == -1)
            die("wait");
    if (semctl(sem, 0, IPC_RMID) == -1)
        die("semctl");
    return EXIT_SUCCESS;
}
