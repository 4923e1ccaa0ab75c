// A semaphore with k units: never more than k inside. And operations of more than 1.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { UNITS = 3, TAKERS = 5, ROUNDS = 4 };

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static int sem = -1;
static int events[2], leave[2]; // pipes: who enters and leaves, and the parent's permission to leave
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
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

static int ask(int command) {
    int answer = semctl(sem, 0, command);
    if (answer == -1)
        die("semctl");
    return answer;
}

// Asks until so many wait: GETNCNT for more than there is, GETZCNT for zero.
static void see_them_wait(int command, int wanted) {
    for (int tries = 0; tries < 3000; tries++) {
        if (ask(command) == wanted)
            return;
        struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
        if (nanosleep(&millisecond, NULL) == -1)
            die("nanosleep");
    }
    fail("they do not wait as they should");
}

static void tell(char event) {
    if (write(events[1], &event, 1) != 1)
        die("write");
}

static void taker(void) {
    char c;
    for (int i = 0; i < ROUNDS; i++) {
        change(-1);
        tell('+');
        if (read(leave[0], &c, 1) != 1) // stays inside until the parent lets somebody leave
            die("read");
        tell('-');
        change(+1);
    }
}

static void take_two(void) {
    change(-2);
}

static void wait_for_zero(void) {
    change(0);
}

static void start(void (*work)(void)) {
    fflush(stdout); // fork copies what is left in the buffer
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        work();
        exit(EXIT_SUCCESS);
    }
}

static void join(int children) {
    for (int i = 0; i < children; i++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            fail("a child has failed");
    }
}

// Five want one of three units, four times each.
static void takers(void) {
    int inside = 0, most = 0, visits = 0;
    char event;
    ssize_t n;

    for (int i = 0; i < TAKERS; i++)
        start(taker);
    // As many as there are units are inside and stay there; the others wait, and the semaphore counts them.
    see_them_wait(GETNCNT, TAKERS - UNITS);
    printf("%d takers: value %d, %d wait for a unit\n", TAKERS, ask(GETVAL), ask(GETNCNT));

    for (int i = 0; i < TAKERS * ROUNDS; i++) // from here on all may leave when they have entered
        if (write(leave[1], "l", 1) != 1)
            die("write");
    // A taker tells that it enters after it has its unit, and that it leaves before it gives it back: so the
    // events, in their order, never count more inside than there are. End of file comes with the last child's
    // end.
    if (close(events[1]) == -1)
        die("close");
    while ((n = read(events[0], &event, 1)) == 1) {
        inside += event == '+' ? 1 : -1;
        visits += event == '+';
        if (inside > most)
            most = inside;
    }
    if (n == -1)
        die("read");
    join(TAKERS);
    printf("%d visits, most inside at once: %d, value %d\n", visits, most, ask(GETVAL));
}

// An operation of -2 takes two at once, or none and waits.
static void several(void) {
    start(wait_for_zero);
    see_them_wait(GETZCNT, 1);
    printf("value %d: %d waits for zero\n", ask(GETVAL), ask(GETZCNT));

    change(-2);
    start(take_two);
    see_them_wait(GETNCNT, 1);
    printf("value %d: %d waits for zero, %d for two units\n", ask(GETVAL), ask(GETZCNT), ask(GETNCNT));

    change(-1);
    join(1); // only the one that waits for zero can have ended
    printf("value %d: %d waits for zero, %d for two units\n", ask(GETVAL), ask(GETZCNT), ask(GETNCNT));

    change(+1); // one is not enough, and it does not take the one in advance
    printf("value %d: %d waits for zero, %d for two units\n", ask(GETVAL), ask(GETZCNT), ask(GETNCNT));

    change(+1);
    join(1);
    printf("value %d: nobody waits\n", ask(GETVAL));
}

int main(void) {
    union semun units = {.val = UNITS};

    owner = getpid();
    if ((sem = semget(IPC_PRIVATE, 1, 0600)) == -1)
        die("semget");
    if (atexit(remove_semaphore) != 0)
        die("atexit");
    if (semctl(sem, 0, SETVAL, units) == -1)
        die("semctl(SETVAL)");
    if (pipe(events) == -1 || pipe(leave) == -1)
        die("pipe");

    takers();
    several();
    return EXIT_SUCCESS;
}
