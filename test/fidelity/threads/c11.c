#include "../must.h"

#include <threads.h>

// The threads of C11.
static mtx_t mutex;
static cnd_t condition;
static tss_t key;
static int turn;

static int run(void *number) {
    tss_set(key, number);
    mtx_lock(&mutex);
    while (turn != *(int *)number)
        cnd_wait(&condition, &mutex);
    printf("thread %d\n", *(int *)tss_get(key));
    turn++;
    cnd_broadcast(&condition);
    mtx_unlock(&mutex);
    return 10 + *(int *)number;
}

int main(void) {
    thrd_t threads[3];
    int numbers[] = {2, 0, 1}, result, created = 0;
    mtx_init(&mutex, mtx_plain);
    cnd_init(&condition);
    tss_create(&key, NULL);
    for (int i = 0; i < 3; i++)
        created += thrd_create(&threads[i], run, &numbers[i]) == thrd_success;
    for (int i = 0; i < 3; i++) {
        thrd_join(threads[i], &result);
        if (i == 2)
            printf("result %d\n", result);
    }
    printf("created %d\n", created);
    printf("busy %d\n", mtx_trylock(&mutex) == thrd_success);
}
