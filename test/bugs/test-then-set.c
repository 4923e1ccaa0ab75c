// A lock of a word in shared memory that is tested first and set then: both find it free.
#define _GNU_SOURCE
#include <assert.h>
#include <sched.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct lock {
    sem_t semaphore;
    volatile int word;
    volatile int inside;
};

static int is_free(volatile int *word) {
    return *word == 0;
}

static void enter(struct lock *lock) {
#ifdef MENDED
    sem_wait(&lock->semaphore);
#else
    while (!is_free(&lock->word))
        sched_yield();
    lock->word = 1;
#endif
}

static void leave(struct lock *lock) {
#ifdef MENDED
    sem_post(&lock->semaphore);
#else
    lock->word = 0;
#endif
}

int main(void) {
    int status = 0;
    struct lock *lock = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(&lock->semaphore, 1, 1);
    pid_t child = fork();
    enter(lock);
    lock->inside++;
    getppid();
    assert(lock->inside == 1);
    lock->inside--;
    leave(lock);
    if (child == 0)
        _exit(0);
    wait(&status);
    assert(status == 0);
    return 0;
}
