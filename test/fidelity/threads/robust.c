#include "../must.h"

#include <pthread.h>
#include <sys/mman.h>

// A mutex between processes, whose owner ended while it held it.
int main(void) {
    pthread_mutexattr_t attributes;
    pthread_mutex_t *mutex = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_init(&attributes);
    ZERO(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
    ZERO(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST));
    for (int i = 0; i < 2; i++) {
        ZERO(pthread_mutex_init(mutex, &attributes));
        pid_t child = fork_child();
        if (child == 0) {
            pthread_mutex_lock(mutex);
            kill(getpid(), SIGKILL);
        }
        printf("owner ended by %s\n", sigabbrev_np(ended(child) - 128));
        printf("lock: %s\n", strerrorname_np(pthread_mutex_lock(mutex)));
        if (i == 0)
            ZERO(pthread_mutex_consistent(mutex));
        ZERO(pthread_mutex_unlock(mutex));
        int next = pthread_mutex_lock(mutex);
        printf("next lock: %s\n", next ? strerrorname_np(next) : "works");
    }
}
