#include "../must.h"

#include <pthread.h>

// A hundred threads at once, and a hundred processes.
static pthread_barrier_t barrier;

static void *meet(void *unused) {
    pthread_barrier_wait(&barrier);
    return unused;
}

int main(void) {
    pthread_t threads[100];
    pid_t children[100];
    ZERO(pthread_barrier_init(&barrier, NULL, 101));
    for (int i = 0; i < 100; i++)
        ZERO(pthread_create(&threads[i], NULL, meet, NULL));
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 100; i++)
        ZERO(pthread_join(threads[i], NULL));
    printf("threads met\n");
    int ends[2];
    char byte;
    MUST(pipe(ends));
    for (int i = 0; i < 100; i++) {
        children[i] = fork_child();
        if (children[i] == 0) {
            close(ends[1]);
            _exit(read(ends[0], &byte, 1) != 0);
        }
    }
    close(ends[1]);
    int sum = 0;
    for (int i = 0; i < 100; i++)
        sum += ended(children[i]);
    printf("processes ended %d\n", sum);
}
