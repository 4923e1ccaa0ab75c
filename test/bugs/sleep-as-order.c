// The parent sleeps for a while, so that the child is first: how long is long enough?
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    volatile int *result = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (fork() == 0) {
        *result = 42;
        _exit(0);
    }
#ifdef MENDED
    wait(NULL);
#else
    usleep(10000);
#endif
    assert(*result == 42);
    return 0;
}
