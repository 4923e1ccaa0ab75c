// Whoever comes first makes the thing: two threads come first.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int *volatile thing;
static volatile int made;

static int *get(void) {
#ifdef MENDED
    pthread_mutex_lock(&lock);
#endif
    if (thing == NULL) {
        int *fresh = malloc(sizeof *fresh);
        made++;
        thing = fresh;
    }
#ifdef MENDED
    pthread_mutex_unlock(&lock);
#endif
    return thing;
}

static void *use(void *unused) {
    get();
    return unused;
}

int main(void) {
    pthread_t other;
    assert(pthread_create(&other, NULL, use, NULL) == 0);
    get();
    pthread_join(other, NULL);
    assert(made == 1);
    return 0;
}
