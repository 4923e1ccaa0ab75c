#include "../must.h"

#include <pthread.h>
#include <time.h>

// A bounded buffer with two condition variables, and a wait that ends by the clock.
enum { SIZE = 4, MANY = 2000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER, emptied = PTHREAD_COND_INITIALIZER;
static int buffer[SIZE], used, most;

static void *produce(void *unused) {
    for (int i = 1; i <= MANY; i++) {
        pthread_mutex_lock(&mutex);
        while (used == SIZE)
            pthread_cond_wait(&emptied, &mutex);
        buffer[used++] = i;
        if (used > most)
            most = used;
        pthread_cond_signal(&filled);
        pthread_mutex_unlock(&mutex);
    }
    return unused;
}

int main(void) {
    pthread_t producers[2];
    long sum = 0;
    for (int i = 0; i < 2; i++)
        ZERO(pthread_create(&producers[i], NULL, produce, NULL));
    for (int i = 0; i < 2 * MANY; i++) {
        pthread_mutex_lock(&mutex);
        while (used == 0)
            pthread_cond_wait(&filled, &mutex);
        sum += buffer[--used];
        pthread_cond_broadcast(&emptied);
        pthread_mutex_unlock(&mutex);
    }
    for (int i = 0; i < 2; i++)
        ZERO(pthread_join(producers[i], NULL));
    printf("sum %ld, never more than %d: %d\n", sum, SIZE, most <= SIZE);
    struct timespec until;
    pthread_condattr_t attributes;
    pthread_cond_t timed;
    pthread_condattr_init(&attributes);
    ZERO(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC));
    ZERO(pthread_cond_init(&timed, &attributes));
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec = until.tv_nsec > 900000000 ? 999999999 : until.tv_nsec + 5000000;
    pthread_mutex_lock(&mutex);
    printf("in time: %s\n", strerrorname_np(pthread_cond_timedwait(&timed, &mutex, &until)));
}
