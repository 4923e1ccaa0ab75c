// Two threads take two locks, each the other one first: each has one, and waits for the other.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;

static void both(pthread_mutex_t *first, pthread_mutex_t *second) {
    pthread_mutex_lock(first);
    pthread_mutex_lock(second);
    pthread_mutex_unlock(second);
    pthread_mutex_unlock(first);
}

static void *work(void *unused) {
#ifdef MENDED
    both(&a, &b);
#else
    both(&b, &a);
#endif
    return unused;
}

int main(void) {
    pthread_t other;
    assert(pthread_create(&other, NULL, work, NULL) == 0);
    both(&a, &b);
    pthread_join(other, NULL);
    return 0;
}
