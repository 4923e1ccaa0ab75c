// A lock file that is looked for before it is made: both processes find none.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int take(void) {
#ifdef MENDED
    return open("lock", O_CREAT | O_EXCL | O_WRONLY, 0600) != -1;
#else
    return access("lock", F_OK) == -1 && open("lock", O_CREAT | O_WRONLY, 0600) != -1;
#endif
}

int main(void) {
    volatile int *owners = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (fork() == 0) {
        owners[0] = take();
        _exit(0);
    }
    owners[1] = take();
    wait(NULL);
    assert(owners[0] + owners[1] == 1);
    return 0;
}
