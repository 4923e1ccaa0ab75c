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

struct buffer {
    volatile int place[PLACES];
    volatile int in, out; // where the next item goes, and where the oldest one is
};

int main(int argc, char *argv[]) {
    if (argc != 6) {
        fprintf(stderr, "usage: buffer PRODUCERS CONSUMERS ITEMS PRODUCER_MS CONSUMER_MS\n");
        return 2;
    }
    struct buffer b = {.in = 0, .out = 0}; // to be in shared memory
    store(&b.place[b.in], atoi(argv[3]));
    say_item("put", b.place[b.in]);
    return EXIT_FAILURE;
}
