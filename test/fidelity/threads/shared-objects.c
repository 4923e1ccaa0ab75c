#include "../must.h"

#include <pthread.h>
#include <sys/mman.h>

// Mutex, condition variable and barrier between processes.
struct shared {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    pthread_barrier_t barrier;
    int count;
};

int main(void) {
    struct shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t for_mutex;
    pthread_condattr_t for_condition;
    pthread_barrierattr_t for_barrier;
    pid_t children[4];
    pthread_mutexattr_init(&for_mutex);
    pthread_condattr_init(&for_condition);
    pthread_barrierattr_init(&for_barrier);
    ZERO(pthread_mutexattr_setpshared(&for_mutex, PTHREAD_PROCESS_SHARED));
    ZERO(pthread_condattr_setpshared(&for_condition, PTHREAD_PROCESS_SHARED));
    ZERO(pthread_barrierattr_setpshared(&for_barrier, PTHREAD_PROCESS_SHARED));
    ZERO(pthread_mutex_init(&shared->mutex, &for_mutex));
    ZERO(pthread_cond_init(&shared->condition, &for_condition));
    ZERO(pthread_barrier_init(&shared->barrier, &for_barrier, 4));
    for (int i = 0; i < 4; i++) {
        children[i] = fork_child();
        if (children[i] == 0) {
            int one = pthread_barrier_wait(&shared->barrier) == PTHREAD_BARRIER_SERIAL_THREAD;
            for (int j = 0; j < 1000; j++) {
                pthread_mutex_lock(&shared->mutex);
                shared->count++;
                pthread_mutex_unlock(&shared->mutex);
            }
            pthread_cond_signal(&shared->condition);
            _exit(one);
        }
    }
    pthread_mutex_lock(&shared->mutex);
    while (shared->count < 4000)
        pthread_cond_wait(&shared->condition, &shared->mutex);
    pthread_mutex_unlock(&shared->mutex);
    int ones = 0;
    for (int i = 0; i < 4; i++)
        ones += ended(children[i]);
    printf("count %d, the one %d\n", shared->count, ones);
}
