// One producer-consumer program. It is linked with memory.c or with messages.c, and does not know with which.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "buffer.h"

enum { PRODUCERS = 2, EACH = 50 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
}

static void make(item *it, int number) {
    it->number = number;
    memset(it->content, 'a' + number % 26, sizeof it->content);
}

static void producer(int number) {
    item it;
    for (int i = 0; i < EACH; i++) {
        make(&it, number * EACH + i);
        buffer_put(&it);
    }
}

// One consumer, so that it can tell whether each producer's items come in their order.
static void consumer(int number) {
    item it, wanted;
    int next[PRODUCERS] = {0};
    (void)number;
    for (int i = 0; i < PRODUCERS * EACH; i++) {
        buffer_get(&it);
        int from = it.number / EACH;
        if (from < 0 || from >= PRODUCERS || it.number % EACH != next[from]++)
            fail("an item is missing, double or out of order");
        make(&wanted, it.number);
        if (memcmp(&it, &wanted, sizeof it) != 0)
            fail("an item is damaged");
    }
    for (int i = 0; i < PRODUCERS; i++)
        printf("from producer %d: %d items, in order and whole\n", i, next[i]);
}

static pid_t start(void (*work)(int), int number) {
    fflush(stdout); // fork copies what is left in the buffer of stdout
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        work(number);
        exit(EXIT_SUCCESS);
    }
    return pid;
}

static void nap(void) {
    struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
    if (nanosleep(&millisecond, NULL) == -1)
        die("nanosleep");
}

// Waits until the buffer is full, and then until the producer sleeps (state S in /proc), for lack of a place.
static void see_it_wait(pid_t pid) {
    char path[32], line[256];
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    for (int tries = 0; tries < 3000; tries++) {
        FILE *file = fopen(path, "r");
        if (file == NULL || fgets(line, sizeof line, file) == NULL)
            die(path);
        fclose(file);
        char state = strrchr(line, ')')[2];
        if (state == 'Z')
            break;
        if (state == 'S' && buffer_count() >= PLACES)
            return;
        nap();
    }
    fail("a producer does not wait");
}

static double seconds(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
        die("clock_gettime");
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double processor(const struct rusage *usage) {
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

int main(void) {
    pid_t producers[PRODUCERS];
    struct rusage usage;
    const int items = PRODUCERS * EACH;

    buffer_make();

    for (int i = 0; i < PRODUCERS; i++)
        producers[i] = start(producer, i);
    // Nobody consumes yet: the producers fill the buffer, and then both wait.
    for (int i = 0; i < PRODUCERS; i++)
        see_it_wait(producers[i]);
    printf("without a consumer: %d items\n", buffer_count());

    double begin = seconds();
    start(consumer, 0);
    for (int i = 0; i < PRODUCERS + 1; i++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            fail("a child has failed");
    }
    double end = seconds();
    printf("at the end: %d items\n", buffer_count());

    // The cost goes to standard error: standard output is the same with both models.
    if (getrusage(RUSAGE_CHILDREN, &usage) == -1)
        die("getrusage");
    fprintf(stderr, "%s: %d items of %d bytes; for each %.1f us, %.1f us of processor time, %.2f switches\n",
            buffer_model, items, ITEM_SIZE, (end - begin) / items * 1e6, processor(&usage) / items * 1e6,
            (double)(usage.ru_nvcsw + usage.ru_nivcsw) / items);
    return EXIT_SUCCESS;
}
