// Two processes add to a number in shared memory: what one wrote between reading and writing of the other is
// lost.
#define _GNU_SOURCE
#include <assert.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    sem_t lock;
    volatile int count;
};

static int one_more(int value) {
    return value + 1;
}

static void add(struct shared *shared) {
    for (int i = 0; i < 3; i++) {
#ifdef MENDED
        sem_wait(&shared->lock);
#endif
        shared->count = one_more(shared->count);
#ifdef MENDED
        sem_post(&shared->lock);
#endif
    }
}

int main(void) {
    struct shared *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(&shared->lock, 1, 1);
    if (fork() == 0) {
        add(shared);
        _exit(0);
    }
    add(shared);
    wait(NULL);
    assert(shared->count == 6);
    return 0;
}
