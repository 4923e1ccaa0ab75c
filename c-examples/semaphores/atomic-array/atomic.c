// The dining philosophers, both forks in one semop: all or nothing, so nobody holds one and waits for
// another.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PHILOSOPHERS = 5, MEALS = 10 };

// semctl's last argument. POSIX leaves the declaration to the program.
union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

// What the parent is told: who begins to eat, and who stops.
struct event {
    int philosopher;
    int eats;
};

static int forks = -1; // an array of five semaphores
static int events[2];
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
}

static void remove_forks(void) {
    if (getpid() == owner && semctl(forks, 0, IPC_RMID) == -1)
        perror("semctl(IPC_RMID)");
}

static int ask(int fork, int command) {
    int answer = semctl(forks, fork, command);
    if (answer == -1)
        die("semctl");
    return answer;
}

static void nap(void) {
    struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
    if (nanosleep(&millisecond, NULL) == -1)
        die("nanosleep");
}

// Both or none: while one of them is taken this waits, and the other stays free for the neighbour.
static void take_both(int i) {
    struct sembuf take[] = {
        {.sem_num = (unsigned short)i, .sem_op = -1, .sem_flg = 0},
        {.sem_num = (unsigned short)((i + 1) % PHILOSOPHERS), .sem_op = -1, .sem_flg = 0}};
    if (semop(forks, take, 2) == -1)
        die("semop of two");
}

static void put_both(int i) {
    struct sembuf put[] = {{.sem_num = (unsigned short)i, .sem_op = +1, .sem_flg = 0},
                           {.sem_num = (unsigned short)((i + 1) % PHILOSOPHERS), .sem_op = +1, .sem_flg = 0}};
    if (semop(forks, put, 2) == -1)
        die("semop of two");
}

static void tell(int i, int eats) {
    struct event event = {i, eats};
    if (write(events[1], &event, sizeof event) != (ssize_t)sizeof event)
        die("write");
}

static void meal(int i) {
    take_both(i);
    tell(i, 1);
    nap(); // gives the others the time to do wrong, if they could
    tell(i, 0);
    put_both(i);
}

static void philosopher(int i) {
    for (int n = 0; n < MEALS; n++)
        meal(i);
}

static void start(void (*work)(int), int i) {
    fflush(stdout); // fork copies what is left in the buffer
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        work(i);
        exit(EXIT_SUCCESS);
    }
}

static void join(void) {
    int status;
    if (wait(&status) == -1)
        die("wait");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        fail("a philosopher has failed");
}

static void one_fork_free(int i) {
    take_both(i);
    put_both(i);
}

// The right fork of philosopher 0 is taken. Does the left one stay on the table while he waits?
static void all_or_nothing(void) {
    struct sembuf take = {.sem_num = 1, .sem_op = -1, .sem_flg = 0};
    struct sembuf put = {.sem_num = 1, .sem_op = +1, .sem_flg = 0};
    int tries = 0;

    if (semop(forks, &take, 1) == -1)
        die("semop");
    start(one_fork_free, 0);
    while (ask(1, GETNCNT) == 0) {
        if (++tries == 3000)
            fail("philosopher 0 does not wait for fork 1");
        nap();
    }
    printf("fork 1 is taken: philosopher 0 waits for it, and fork 0 is %s\n",
           ask(0, GETVAL) == 1 ? "free" : "taken");
    if (semop(forks, &put, 1) == -1)
        die("semop");
    join();
}

static void dinner(void) {
    int eating[PHILOSOPHERS] = {0};
    int meals = 0;
    struct event event;
    ssize_t n;

    for (int i = 0; i < PHILOSOPHERS; i++)
        start(philosopher, i);
    if (close(events[1]) == -1) // the last write end is then closed when the last philosopher ends
        die("close");
    while ((n = read(events[0], &event, sizeof event)) == (ssize_t)sizeof event) {
        int i = event.philosopher;
        eating[i] = event.eats;
        meals += event.eats;
        if (event.eats && (eating[(i + 1) % PHILOSOPHERS] || eating[(i + PHILOSOPHERS - 1) % PHILOSOPHERS]))
            fail("two neighbours eat at once");
    }
    if (n != 0)
        die("read");
    for (int i = 0; i < PHILOSOPHERS; i++)
        join();
    printf("%d meals, and never two neighbours at once\n", meals);
}

int main(void) {
    unsigned short values[] = {1, 1, 1, 1, 1};
    union semun each_one = {.array = values};

    owner = getpid();
    if ((forks = semget(IPC_PRIVATE, PHILOSOPHERS, 0600)) == -1)
        die("semget");
    if (atexit(remove_forks) != 0)
        die("atexit");
    if (semctl(forks, 0, SETALL, each_one) == -1)
        die("semctl(SETALL)");
    if (pipe(events) == -1)
        die("pipe");

    all_or_nothing();
    dinner();
    return EXIT_SUCCESS;
}
