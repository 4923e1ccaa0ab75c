// A barrier: sem_op 0 waits until the value is 0, and each arrival takes 1 from it.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES = 4 };

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static int sem = -1;
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Wakes those who wait, too: their semop fails with EIDRM.
static void remove_semaphore(void) {
    if (getpid() == owner && semctl(sem, 0, IPC_RMID) == -1)
        perror("semctl(IPC_RMID)");
}

static void walk(int i) {
    struct sembuf arrive = {.sem_num = 0, .sem_op = -1, .sem_flg = 0};
    struct sembuf wait_for_zero = {.sem_num = 0, .sem_op = 0, .sem_flg = 0};

    printf("%d arrives\n", i);
    if (semop(sem, &arrive, 1) == -1)
        die("semop -1");
    // Takes nothing and gives nothing: it waits for the value to be 0, and all who wait are let go together.
    if (semop(sem, &wait_for_zero, 1) == -1)
        die("semop 0");
    printf("%d goes on\n", i);
}

static void start(int i) {
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        walk(i);
        exit(EXIT_SUCCESS);
    }
}

// The semaphore counts who waits for 0. Asks until there are so many.
static void see_them_wait(int wanted) {
    for (int tries = 0; tries < 3000; tries++) {
        int waiting = semctl(sem, 0, GETZCNT);
        if (waiting == -1)
            die("semctl(GETZCNT)");
        if (waiting == wanted)
            return;
        struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
        if (nanosleep(&millisecond, NULL) == -1)
            die("nanosleep");
    }
    fprintf(stderr, "they do not wait\n");
    exit(EXIT_FAILURE);
}

int main(void) {
    union semun all = {.val = PROCESSES};

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // each line leaves when it is true
        die("setvbuf");
    owner = getpid();
    if ((sem = semget(IPC_PRIVATE, 1, 0600)) == -1)
        die("semget");
    if (atexit(remove_semaphore) != 0)
        die("atexit");
    if (semctl(sem, 0, SETVAL, all) == -1) // so many have still to arrive
        die("semctl(SETVAL)");

    for (int i = 1; i < PROCESSES; i++)
        start(i);
    see_them_wait(PROCESSES - 1);
    printf("%d wait for zero, the value is %d\n", PROCESSES - 1, semctl(sem, 0, GETVAL));
    start(PROCESSES); // the last one

    for (int i = 1; i <= PROCESSES; i++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            return EXIT_FAILURE;
    }

    struct sembuf wait_for_zero = {.sem_num = 0, .sem_op = 0, .sem_flg = 0};
    if (semop(sem, &wait_for_zero, 1) == -1) // the value is 0: does nothing, and does not wait
        die("semop 0");
    printf("the value is %d: no wait\n", semctl(sem, 0, GETVAL));
    return EXIT_SUCCESS;
}
