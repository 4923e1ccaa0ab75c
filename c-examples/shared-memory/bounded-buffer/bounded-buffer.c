// The circular buffer in shared memory, with in and out: one producer, one consumer, no lock.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BUFFER_SIZE 10

enum { ITEMS = 100, TURNS = 1000 };

typedef struct {
    int number;
    int square;
} item;

// volatile: the other process changes these, so each use has to look at the memory. Without it the compiler
// may read in and out once and then turn round for ever.
struct shared {
    volatile item buffer[BUFFER_SIZE];
    volatile int in;             // the next free place; only the producer writes it
    volatile int out;            // the oldest item; only the consumer writes it
    volatile int produced;       // so many are in the buffer or were: for the parent to look at
    volatile unsigned long idle; // turns that the producer made while the buffer was full
};

static struct shared *s;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void producer(void) {
    for (int i = 1; i <= ITEMS; i++) {
        while (((s->in + 1) % BUFFER_SIZE) == s->out)
            s->idle++; // no free place: do nothing, but count how often
        s->buffer[s->in].number = i;
        s->buffer[s->in].square = i * i;
        s->in = (s->in + 1) % BUFFER_SIZE; // not before the item is there: this is what shows it
        s->produced++;
    }
}

static void consumer(void) {
    for (int i = 1; i <= ITEMS; i++) {
        while (s->in == s->out)
            ; // nothing to consume: do nothing
        int number = s->buffer[s->out].number, square = s->buffer[s->out].square;
        s->out = (s->out + 1) % BUFFER_SIZE; // not before the item is taken: this gives its place away
        if (number != i || square != i * i) {
            fprintf(stderr, "item %d comes as %d with square %d\n", i, number, square);
            exit(EXIT_FAILURE);
        }
    }
    printf("consumer: %d items, all and in order\n", ITEMS);
}

static pid_t start(void (*work)(void)) {
    fflush(stdout); // fork copies what is left in the buffer of stdout
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        work();
        exit(EXIT_SUCCESS);
    }
    return pid;
}

static void stop(const char *why) {
    fprintf(stderr, "%s\n", why);
    exit(EXIT_FAILURE);
}

int main(void) {
    int status;

    int id = shmget(IPC_PRIVATE, sizeof *s, 0600);
    if (id == -1)
        die("shmget");
    s = shmat(id, NULL, 0);
    // Removed at once, whether that went well or not: it lives on until its last attachment ends, and that is
    // so however the processes end. in and out start at 0, like all of a new segment.
    if (shmctl(id, IPC_RMID, NULL) == -1)
        die("shmctl(IPC_RMID)");
    if (s == (void *)-1)
        die("shmat");

    // The producer alone. When it has gone round its waiting loop many times there is nothing more to come.
    pid_t pid = start(producer);
    while (s->idle < TURNS) {
        struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
        if (nanosleep(&millisecond, NULL) == -1)
            die("nanosleep");
        pid_t ended = waitpid(pid, &status, WNOHANG);
        if (ended == -1)
            die("waitpid");
        if (ended == pid)
            stop("the producer has ended, and nobody has consumed");
    }
    printf("without a consumer: %d items in %d places, in is %d and out is %d\n", s->produced, BUFFER_SIZE,
           s->in, s->out);

    start(consumer);
    for (int i = 0; i < 2; i++) {
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            stop("a child has failed");
    }
    printf("producer: %lu turns for nothing\n", s->idle);
    if (shmdt(s) == -1)
        die("shmdt");
    return EXIT_SUCCESS;
}
