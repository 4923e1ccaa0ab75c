// Many processes add to one counter in shared memory, without and with a semaphore around the addition.
// Usage: lost-update without|with [processes additions]
#define _XOPEN_SOURCE 700

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static int processes = 8;
static int additions = 500;
static volatile int *counter;
static int sem = -1;
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void remove_semaphore(void) {
    if (getpid() == owner && semctl(sem, 0, IPC_RMID) == -1)
        perror("semctl(IPC_RMID)");
}

static void change(short by) {
    struct sembuf operation = {.sem_num = 0, .sem_op = by, .sem_flg = 0};
    if (semop(sem, &operation, 1) == -1)
        die("semop");
}

// Between reading and writing another process may run at any moment. It is a matter of luck in general; the
// call lets another one run at just this place, as a long computation would.
static int one_more(int value) {
    if (sched_yield() == -1)
        die("sched_yield");
    return value + 1;
}

static void add(int with_semaphore) {
    for (int i = 0; i < additions; i++) {
        if (with_semaphore)
            change(-1);
        int value = *counter;       // read ...
        *counter = one_more(value); // ... and written back: what others wrote in between is lost
        if (with_semaphore)
            change(+1);
    }
}

int main(int argc, char *argv[]) {
    int gate[2];
    int with_semaphore = argc >= 2 && strcmp(argv[1], "with") == 0;
    if (argc == 4) {
        processes = atoi(argv[2]);
        additions = atoi(argv[3]);
    }
    if ((argc != 2 && argc != 4) || (!with_semaphore && strcmp(argv[1], "without") != 0) || processes < 1 ||
        additions < 1) {
        fprintf(stderr, "usage: lost-update without|with [processes additions]\n");
        return EXIT_FAILURE;
    }

    int id = shmget(IPC_PRIVATE, sizeof *counter, 0600);
    if (id == -1)
        die("shmget");
    counter = shmat(id, NULL, 0);
    if (shmctl(id, IPC_RMID, NULL) == -1) // it lives on until its last attachment ends
        die("shmctl(IPC_RMID)");
    if (counter == (void *)-1)
        die("shmat");

    owner = getpid();
    union semun one = {.val = 1};
    if ((sem = semget(IPC_PRIVATE, 1, 0600)) == -1)
        die("semget");
    if (atexit(remove_semaphore) != 0)
        die("atexit");
    if (semctl(sem, 0, SETVAL, one) == -1)
        die("semctl(SETVAL)");

    // All start together when the parent closes the gate's write end: otherwise the first could be done
    // before the last is there, and nobody would be in anybody's way.
    if (pipe(gate) == -1)
        die("pipe");
    for (int i = 0; i < processes; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            char c;
            if (close(gate[1]) == -1)
                die("close");
            if (read(gate[0], &c, 1) == -1)
                die("read");
            add(with_semaphore);
            exit(EXIT_SUCCESS);
        }
    }
    if (close(gate[1]) == -1)
        die("close");

    for (int i = 0; i < processes; i++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            return EXIT_FAILURE;
    }
    printf("%d processes, %d additions each\n", processes, additions);
    printf("counter: %d\n", *counter);
    printf("lost: %d\n", processes * additions - *counter);
    return EXIT_SUCCESS;
}
