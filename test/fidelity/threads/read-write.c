#include "../must.h"

#include <pthread.h>
#include <time.h>

// Many readers or one writer.
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value, wrong;

static void *write_it(void *unused) {
    for (int i = 0; i < 500; i++) {
        pthread_rwlock_wrlock(&lock);
        value++;
        if (i % 100 == 0)
            sched_yield();
        value++;
        pthread_rwlock_unlock(&lock);
    }
    return unused;
}

static void *read_it(void *unused) {
    for (int i = 0; i < 500; i++) {
        pthread_rwlock_rdlock(&lock);
        if (value % 2)
            wrong++;
        pthread_rwlock_unlock(&lock);
    }
    return unused;
}

int main(void) {
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        ZERO(pthread_create(&threads[i], NULL, i < 2 ? write_it : read_it, NULL));
    for (int i = 0; i < 4; i++)
        ZERO(pthread_join(threads[i], NULL));
    printf("value %d, seen in the middle %d\n", value, wrong);
    ZERO(pthread_rwlock_rdlock(&lock));
    printf("two readers %d\n", pthread_rwlock_tryrdlock(&lock));
    printf("writer: %s\n", strerrorname_np(pthread_rwlock_trywrlock(&lock)));
    pthread_rwlock_unlock(&lock);
    pthread_rwlock_unlock(&lock);
    ZERO(pthread_rwlock_wrlock(&lock));
    printf("reader: %s\n", strerrorname_np(pthread_rwlock_tryrdlock(&lock)));
    printf("in time: %s\n", strerrorname_np(pthread_rwlock_timedrdlock(&lock, &(struct timespec){1, 0})));
}
