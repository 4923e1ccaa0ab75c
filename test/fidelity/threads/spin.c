#include "../must.h"

#include <pthread.h>
#include <sched.h>

// Spin locks, priorities of mutexes, affinity.
static pthread_spinlock_t spin;
static int count;

static void *run(void *unused) {
    for (int i = 0; i < 500; i++) {
        while (pthread_spin_trylock(&spin) != 0)
            sched_yield();
        count++;
        pthread_spin_unlock(&spin);
    }
    return unused;
}

int main(void) {
    pthread_t threads[3];
    pthread_mutexattr_t attributes;
    pthread_mutex_t inherits;
    cpu_set_t set;
    ZERO(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE));
    for (int i = 0; i < 3; i++)
        ZERO(pthread_create(&threads[i], NULL, run, NULL));
    for (int i = 0; i < 3; i++)
        ZERO(pthread_join(threads[i], NULL));
    printf("count %d\n", count);
    pthread_mutexattr_init(&attributes);
    ZERO(pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT));
    ZERO(pthread_mutex_init(&inherits, &attributes));
    ZERO(pthread_mutex_lock(&inherits));
    printf("inherits, busy: %s\n", strerrorname_np(pthread_mutex_trylock(&inherits)));
    ZERO(pthread_mutex_unlock(&inherits));
    MUST(sched_getaffinity(0, sizeof set, &set));
    printf("processors %d\n", CPU_COUNT(&set) >= 1);
    CPU_ZERO(&set);
    printf("on none: %s\n", failure(sched_setaffinity(0, sizeof set, &set)));
    printf("policy %d priority %d to %d\n", sched_getscheduler(0), sched_get_priority_min(SCHED_FIFO),
           sched_get_priority_max(SCHED_FIFO));
}
