// The dining philosophers, one fork at a time: each takes the left one, then waits for the right one.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// A key, because this program never gets to the point where it could remove its semaphores: ipcrm does.
enum { KEY = 0xd1e, PHILOSOPHERS = 5, ALL_HAVE_ONE = PHILOSOPHERS };

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static int sem; // 0 to 4: the forks; 5: how many have not yet taken their first fork

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void change(int which, short by) {
    struct sembuf operation = {.sem_num = (unsigned short)which, .sem_op = by, .sem_flg = 0};
    if (semop(sem, &operation, 1) == -1)
        die("semop");
}

static void philosopher(int i) {
    int left = i, right = (i + 1) % PHILOSOPHERS;

    change(left, -1);
    // What happens once in a thousand evenings happens here each time: all reach for their left fork before
    // anybody reaches for the right one. A barrier (semaphores/wait-for-zero) sees to it.
    change(ALL_HAVE_ONE, -1);
    change(ALL_HAVE_ONE, 0);

    // The right fork is the neighbour's left one, and the neighbour waits as well, and so on round the table.
    change(right, -1);
    printf("%d eats\n", i);
    change(right, +1);
    change(left, +1);
}

int main(void) {
    unsigned short values[] = {1, 1, 1, 1, 1, PHILOSOPHERS};
    union semun start = {.array = values};
    int waiting = 0;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // each line leaves when it is true
        die("setvbuf");
    if ((sem = semget(KEY, PHILOSOPHERS + 1, IPC_CREAT | IPC_EXCL | 0600)) == -1)
        die("semget");
    if (semctl(sem, 0, SETALL, start) == -1)
        die("semctl(SETALL)");

    for (int i = 0; i < PHILOSOPHERS; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            philosopher(i);
            exit(EXIT_SUCCESS);
        }
    }

    // Looks at the table until at each fork somebody is waiting.
    for (int tries = 0; waiting < PHILOSOPHERS; tries++) {
        struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
        if (nanosleep(&millisecond, NULL) == -1)
            die("nanosleep");
        if (tries == 3000) {
            fprintf(stderr, "only at %d forks somebody waits\n", waiting);
            break;
        }
        waiting = 0;
        for (int i = 0; i < PHILOSOPHERS; i++) {
            int here = semctl(sem, i, GETNCNT);
            if (here == -1)
                die("semctl(GETNCNT)");
            waiting += here > 0;
        }
    }
    if (waiting == PHILOSOPHERS)
        printf("all forks are taken, and one philosopher waits at each\n");

    for (int i = 0; i < PHILOSOPHERS; i++)
        if (wait(NULL) == -1)
            die("wait");
    printf("all have eaten\n");
    if (semctl(sem, 0, IPC_RMID) == -1)
        die("semctl(IPC_RMID)");
    return EXIT_SUCCESS;
}
