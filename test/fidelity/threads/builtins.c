#include "../must.h"

#include <pthread.h>

// gcc's own atomic functions.
static int old_way, new_way;
static volatile int lock;

static void *add(void *unused) {
    for (int i = 0; i < 1000; i++) {
        __sync_fetch_and_add(&old_way, 1);
        __atomic_add_fetch(&new_way, 1, __ATOMIC_SEQ_CST);
    }
    return unused;
}

int main(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        ZERO(pthread_create(&threads[i], NULL, add, NULL));
    for (int i = 0; i < 3; i++)
        ZERO(pthread_join(threads[i], NULL));
    printf("%d %d\n", old_way, new_way);
    printf("swapped %d", __sync_bool_compare_and_swap(&old_way, 3000, 1));
    printf(" %d\n", __sync_val_compare_and_swap(&old_way, 7, 8));
    printf("lock %d", __sync_lock_test_and_set(&lock, 1));
    printf(" %d", __sync_lock_test_and_set(&lock, 1));
    __sync_lock_release(&lock);
    printf(" %d\n", lock);
}
