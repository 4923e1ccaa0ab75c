// The consumer waits for something to be there while it holds the lock that the producer needs.
#define _GNU_SOURCE
#include <assert.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    sem_t lock, filled;
    int item;
};

int main(void) {
    struct shared *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(&shared->lock, 1, 1);
    sem_init(&shared->filled, 1, 0);
    if (fork() == 0) {
#ifdef MENDED
        sem_wait(&shared->filled);
        sem_wait(&shared->lock);
#else
        sem_wait(&shared->lock);
        sem_wait(&shared->filled);
#endif
        shared->item--;
        sem_post(&shared->lock);
        _exit(0);
    }
    sem_wait(&shared->lock);
    shared->item++;
    sem_post(&shared->lock);
    sem_post(&shared->filled);
    wait(NULL);
    assert(shared->item == 0);
    return 0;
}
