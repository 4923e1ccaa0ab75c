#include "../must.h"

#include <pthread.h>

// A variable of which each thread has its own.
static __thread int counter = 5;
static _Thread_local char text[8] = "own";
static int together;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *count(void *times) {
    for (intptr_t i = 0; i < (intptr_t)times; i++)
        counter++;
    text[0] = 'O';
    pthread_mutex_lock(&mutex);
    together += counter;
    pthread_mutex_unlock(&mutex);
    return NULL;
}

int main(void) {
    pthread_t threads[3];
    for (intptr_t i = 0; i < 3; i++)
        ZERO(pthread_create(&threads[i], NULL, count, (void *)(i * 10)));
    for (int i = 0; i < 3; i++)
        ZERO(pthread_join(threads[i], NULL));
    printf("%d %s, all %d\n", counter, text, together);
}
