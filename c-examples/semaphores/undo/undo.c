// A process dies with a unit of a semaphore: with SEM_UNDO the kernel gives it back.
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

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

static void remove_semaphore(void) {
    if (getpid() == owner && semctl(sem, 0, IPC_RMID) == -1)
        perror("semctl(IPC_RMID)");
}

static void tell(const char *when) {
    int value = semctl(sem, 0, GETVAL);
    if (value == -1)
        die("semctl(GETVAL)");
    printf("%s: value %d\n", when, value);
}

// A child takes the unit and is killed with it. SIGKILL: it has no chance to put anything back itself.
static void holder_dies(short flags) {
    struct sembuf down = {.sem_num = 0, .sem_op = -1, .sem_flg = flags};
    int has_it[2], status;
    char c;

    if (pipe(has_it) == -1)
        die("pipe");
    fflush(stdout); // fork copies what is left in the buffer
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        if (semop(sem, &down, 1) == -1)
            die("semop");
        if (write(has_it[1], "", 1) != 1)
            die("write");
        for (;;)
            pause();
    }
    if (close(has_it[1]) == -1)
        die("close");
    if (read(has_it[0], &c, 1) != 1) // until it has the unit, or is gone
        die("read");
    tell("the holder has it");
    if (kill(pid, SIGKILL) == -1)
        die("kill");
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFSIGNALED(status))
        exit(EXIT_FAILURE);
    if (close(has_it[0]) == -1)
        die("close");
    tell("the holder is dead");
}

// Not for ever: a unit that nobody can give back is better an error than a wait.
static void try_to_take(void) {
    struct sembuf down = {.sem_num = 0, .sem_op = -1, .sem_flg = IPC_NOWAIT};
    if (semop(sem, &down, 1) == 0)
        printf("the next one gets it\n");
    else if (errno == EAGAIN)
        printf("the next one gets EAGAIN: the unit is lost\n");
    else
        die("semop(IPC_NOWAIT)");
}

static void set_to_one(void) {
    union semun one = {.val = 1};
    if (semctl(sem, 0, SETVAL, one) == -1)
        die("semctl(SETVAL)");
}

int main(void) {
    owner = getpid();
    if ((sem = semget(IPC_PRIVATE, 1, 0600)) == -1)
        die("semget");
    if (atexit(remove_semaphore) != 0)
        die("atexit");

    printf("without SEM_UNDO\n");
    set_to_one();
    holder_dies(0);
    try_to_take();

    // With it the kernel notes, for this process, what would undo its operations, and does it at its end.
    printf("with SEM_UNDO\n");
    set_to_one();
    holder_dies(SEM_UNDO);
    try_to_take();
    return EXIT_SUCCESS;
}
