#include "../must.h"

#include <pthread.h>

// Data of a thread under a key, with a destructor; pthread_once.
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int made, destroyed;

static void destroy(void *value) {
    destroyed += *(int *)value;
    free(value);
}

static void make(void) {
    made++;
    ZERO(pthread_key_create(&key, destroy));
}

static void *run(void *number) {
    pthread_once(&once, make);
    int *mine = malloc(sizeof *mine);
    *mine = (int)(intptr_t)number;
    pthread_setspecific(key, mine);
    sched_yield();
    return (void *)(intptr_t)(*(int *)pthread_getspecific(key) == (int)(intptr_t)number);
}

int main(void) {
    pthread_t threads[8];
    int right = 0;
    for (intptr_t i = 0; i < 8; i++)
        ZERO(pthread_create(&threads[i], NULL, run, (void *)(i + 1)));
    for (int i = 0; i < 8; i++) {
        void *result;
        ZERO(pthread_join(threads[i], &result));
        right += (int)(intptr_t)result;
    }
    printf("made %d, own %d, destroyed %d\n", made, right, destroyed);
    printf("none here %d\n", pthread_getspecific(key) == NULL);
}
