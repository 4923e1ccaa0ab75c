#include "../must.h"

#include <pthread.h>
#include <stdatomic.h>

// _Atomic objects: adding, exchanging, a spin lock, a flag that publishes.
static atomic_int sum, ready;
static _Atomic unsigned long long wide;
static atomic_flag spin = ATOMIC_FLAG_INIT;
static int guarded, message;

static void *add(void *unused) {
    for (int i = 0; i < 1000; i++) {
        atomic_fetch_add(&sum, 2);
        wide += 3000000000ULL;
        while (atomic_flag_test_and_set_explicit(&spin, memory_order_acquire))
            sched_yield();
        guarded++;
        atomic_flag_clear_explicit(&spin, memory_order_release);
    }
    return unused;
}

static void *publish(void *unused) {
    message = 99;
    atomic_store_explicit(&ready, 1, memory_order_release);
    return unused;
}

int main(void) {
    pthread_t threads[4];
    for (int i = 0; i < 3; i++)
        ZERO(pthread_create(&threads[i], NULL, add, NULL));
    ZERO(pthread_create(&threads[3], NULL, publish, NULL));
    while (!atomic_load_explicit(&ready, memory_order_acquire))
        sched_yield();
    printf("message %d\n", message);
    for (int i = 0; i < 4; i++)
        ZERO(pthread_join(threads[i], NULL));
    printf("%d %llu %d\n", sum, wide, guarded);
    int expected = 5;
    printf("exchanged %d", atomic_compare_exchange_strong(&sum, &expected, 1));
    printf(", was %d\n", expected);
    printf("and %d", atomic_exchange(&sum, 12));
    printf(", now %d\n", atomic_fetch_and(&sum, 8));
    printf("free of locks %d\n", atomic_is_lock_free(&sum));
}
