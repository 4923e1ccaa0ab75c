#include "../must.h"

#include <pthread.h>

// A child has one thread; what pthread_atfork was told is done around it.
static void before(void) {
    printf("before\n");
    fflush(stdout);
}

static void in_parent(void) {
    printf("parent\n");
}

static int threads_of(void) {
    char line[128];
    int count = -1;
    FILE *file = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, file))
        sscanf(line, "Threads: %d", &count);
    fclose(file);
    return count;
}

static void *waits(void *mutex) {
    pthread_mutex_lock(mutex);
    return NULL;
}

int main(void) {
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_t threads[3];
    ZERO(pthread_atfork(before, in_parent, NULL));
    pthread_mutex_lock(&mutex);
    for (int i = 0; i < 3; i++)
        ZERO(pthread_create(&threads[i], NULL, waits, &mutex));
    pid_t child = fork_child();
    if (child == 0)
        _exit(threads_of());
    printf("child has %d, parent %d\n", ended(child), threads_of());
    fflush(stdout);
    _exit(0);
}
