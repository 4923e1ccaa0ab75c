#include "../must.h"

#include <pthread.h>
#include <time.h>

// Normal, recursive and checking mutexes; patience.
static pthread_mutex_t mutex;

static void *try(void *unused) {
    (void)unused;
    printf("another thread: try %s", strerrorname_np(pthread_mutex_trylock(&mutex)));
    printf(", in time %s", strerrorname_np(pthread_mutex_timedlock(&mutex, &(struct timespec){1, 0})));
    printf(", unlock %d\n", pthread_mutex_unlock(&mutex));
    return NULL;
}

int main(void) {
    int kinds[] = {PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_RECURSIVE};
    for (int i = 0; i < 2; i++) {
        pthread_mutexattr_t attributes;
        pthread_t thread;
        pthread_mutexattr_init(&attributes);
        ZERO(pthread_mutexattr_settype(&attributes, kinds[i]));
        ZERO(pthread_mutex_init(&mutex, &attributes));
        ZERO(pthread_mutex_lock(&mutex));
        int again = pthread_mutex_lock(&mutex);
        printf("locked again: %s\n", again ? strerrorname_np(again) : "yes");
        if (again == 0)
            ZERO(pthread_mutex_unlock(&mutex));
        ZERO(pthread_create(&thread, NULL, try, NULL));
        ZERO(pthread_join(thread, NULL));
        ZERO(pthread_mutex_unlock(&mutex));
        printf("once more: %s\n", strerrorname_np(pthread_mutex_unlock(&mutex)));
        ZERO(pthread_mutex_destroy(&mutex));
    }
}
