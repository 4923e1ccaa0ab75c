// A System V semaphore as a lock: semop with -1 on the way in, with +1 on the way out.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN = 3, ROUNDS = 3 };

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

// A semaphore outlives its processes, also when they fail: remove it on every way out; only the parent does.
static void remove_semaphore(void) {
    if (getpid() == owner && semctl(sem, 0, IPC_RMID) == -1)
        perror("semctl(IPC_RMID)");
}

static void visit(int child) {
    struct sembuf down = {.sem_num = 0, .sem_op = -1, .sem_flg = 0};
    struct sembuf up = {.sem_num = 0, .sem_op = +1, .sem_flg = 0};

    // Waits while the value is 0. Testing and taking are one step: no two processes can both find a 1.
    if (semop(sem, &down, 1) == -1)
        die("semop -1");

    printf("%d enters\n", child);
    // The work. It does not arrange any order: it gives the processor away in the worst place, so that the
    // others would walk in if the semaphore let them.
    struct timespec work = {.tv_sec = 0, .tv_nsec = 5000000};
    if (nanosleep(&work, NULL) == -1)
        die("nanosleep");
    printf("%d leaves\n", child);

    // Never waits. One of those that do is woken and takes the 1.
    if (semop(sem, &up, 1) == -1)
        die("semop +1");
}

int main(void) {
    int failed = 0;

    // Each line is one write, so lines of different children do not mix, and their order is the real one.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    owner = getpid();
    if ((sem = semget(IPC_PRIVATE, 1, 0600)) == -1) // an array of one semaphore
        die("semget");
    if (atexit(remove_semaphore) != 0)
        die("atexit");

    // The first value is how many may be inside. POSIX does not promise any value before it is set.
    union semun one = {.val = 1};
    if (semctl(sem, 0, SETVAL, one) == -1)
        die("semctl(SETVAL)");

    for (int child = 1; child <= CHILDREN; child++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            for (int round = 0; round < ROUNDS; round++)
                visit(child);
            exit(EXIT_SUCCESS);
        }
    }

    for (int child = 1; child <= CHILDREN; child++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            failed = 1;
    }

    int value = semctl(sem, 0, GETVAL);
    if (value == -1)
        die("semctl(GETVAL)");
    printf("value at the end: %d\n", value);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
