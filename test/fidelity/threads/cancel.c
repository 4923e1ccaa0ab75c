#include "../must.h"

#include <pthread.h>

// Cancelled in a wait, cleaned up, and not while that is off.
static int ends[2];
static pthread_barrier_t barrier;

static void clean(void *what) {
    printf("clean %s\n", (char *)what);
}

static void *waits(void *unused) {
    char byte;
    pthread_cleanup_push(clean, "first");
    pthread_cleanup_push(clean, "second");
    (void)!read(ends[0], &byte, 1);
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return unused;
}

static void *refuses(void *unused) {
    int old;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    pthread_testcancel();
    printf("went on\n");
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
    pthread_testcancel();
    return unused;
}

int main(void) {
    pthread_t thread;
    void *result;
    MUST(pipe(ends));
    ZERO(pthread_create(&thread, NULL, waits, NULL));
    ZERO(pthread_cancel(thread));
    ZERO(pthread_join(thread, &result));
    printf("cancelled %d\n", result == PTHREAD_CANCELED);
    ZERO(pthread_barrier_init(&barrier, NULL, 2));
    ZERO(pthread_create(&thread, NULL, refuses, NULL));
    pthread_barrier_wait(&barrier);
    ZERO(pthread_cancel(thread));
    pthread_barrier_wait(&barrier);
    ZERO(pthread_join(thread, &result));
    printf("cancelled %d\n", result == PTHREAD_CANCELED);
}
