// Two threads add to a number: what one wrote between reading and writing of the other is lost.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int count;

static int one_more(int value) {
    return value + 1;
}

static void *add(void *unused) {
    for (int i = 0; i < 2; i++) {
#ifdef MENDED
        pthread_mutex_lock(&lock);
#endif
        count = one_more(count);
#ifdef MENDED
        pthread_mutex_unlock(&lock);
#endif
    }
    return unused;
}

int main(void) {
    pthread_t other;
    assert(pthread_create(&other, NULL, add, NULL) == 0);
    add(NULL);
    pthread_join(other, NULL);
    assert(count == 4);
    return 0;
}
