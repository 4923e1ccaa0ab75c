// The flag that says that the data is there is set before the data.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    volatile int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (fork() == 0) {
#ifdef MENDED
        shared[1] = 42;
        shared[0] = 1;
#else
        shared[0] = 1;
        usleep(0);
        shared[1] = 42;
#endif
        _exit(0);
    }
    while (!shared[0])
        usleep(1000);
    assert(shared[1] == 42);
    wait(NULL);
    return 0;
}
