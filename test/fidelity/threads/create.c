#include "../must.h"

#include <pthread.h>

// Arguments, results, detached ones, and who is who.
static void *square(void *number) {
    return (void *)((intptr_t)number * (intptr_t)number);
}

static void *leave(void *unused) {
    (void)unused;
    pthread_exit((void *)7);
}

int main(void) {
    pthread_t threads[20];
    void *result;
    intptr_t sum = 0;
    for (intptr_t i = 0; i < 20; i++)
        ZERO(pthread_create(&threads[i], NULL, square, (void *)i));
    for (int i = 0; i < 20; i++) {
        ZERO(pthread_join(threads[i], &result));
        sum += (intptr_t)result;
    }
    printf("sum %d\n", (int)sum);
    ZERO(pthread_create(&threads[0], NULL, leave, NULL));
    ZERO(pthread_join(threads[0], &result));
    printf("left with %d\n", (int)(intptr_t)result);
    printf("join myself: %s\n", strerrorname_np(pthread_join(pthread_self(), NULL)));
    pthread_attr_t attributes;
    size_t size;
    pthread_attr_init(&attributes);
    ZERO(pthread_attr_setstacksize(&attributes, 131072));
    ZERO(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED));
    ZERO(pthread_create(&threads[1], &attributes, square, NULL));
    pthread_attr_getstacksize(&attributes, &size);
    printf("stack %d, too small: %s\n", (int)size,
           strerrorname_np(pthread_attr_setstacksize(&attributes, 100)));
    char name[16];
    ZERO(pthread_setname_np(pthread_self(), "main-thread"));
    ZERO(pthread_getname_np(pthread_self(), name, sizeof name));
    printf("%s, pid is tid %d\n", name, gettid() == getpid());
}
