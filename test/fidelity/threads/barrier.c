#include "../must.h"

#include <pthread.h>

// Everybody arrives before anybody goes on, and one is told to be the one.
static pthread_barrier_t barrier;
static int arrived, serial, early;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *run(void *unused) {
    for (int round = 1; round <= 5; round++) {
        pthread_mutex_lock(&mutex);
        arrived++;
        pthread_mutex_unlock(&mutex);
        int one = pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD;
        pthread_mutex_lock(&mutex);
        serial += one;
        if (arrived < round * 4)
            early++;
        pthread_mutex_unlock(&mutex);
        pthread_barrier_wait(&barrier);
    }
    return unused;
}

int main(void) {
    pthread_t threads[4];
    ZERO(pthread_barrier_init(&barrier, NULL, 4));
    for (int i = 0; i < 4; i++)
        ZERO(pthread_create(&threads[i], NULL, run, NULL));
    for (int i = 0; i < 4; i++)
        ZERO(pthread_join(threads[i], NULL));
    printf("arrived %d, the one %d, too early %d\n", arrived, serial, early);
    printf("for nobody: %s\n", strerrorname_np(pthread_barrier_init(&barrier, NULL, 0)));
}
