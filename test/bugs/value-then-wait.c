// Two processes ask for the value of a semaphore before they wait for it: both find a 1.
#define _GNU_SOURCE
#include <assert.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void take(sem_t *semaphore) {
#ifdef MENDED
    sem_trywait(semaphore);
#else
    int value = 0;
    sem_getvalue(semaphore, &value);
    getppid();
    if (value > 0)
        sem_wait(semaphore);
#endif
}

int main(void) {
    sem_t *semaphore = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(semaphore, 1, 1);
    if (fork() == 0) {
        take(semaphore);
        _exit(0);
    }
    take(semaphore);
    wait(NULL);
    return 0;
}
