// The parent sleeps for a second, in which a child that only writes a number must have come to its end.
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int answer(int question) {
    return question + 42;
}

int main(void) {
    int *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert(shared != MAP_FAILED);
    if (fork() == 0) {
        *shared = answer(0);
        _exit(0);
    }
#ifdef MENDED
    assert(wait(NULL) > 0);
#else
    sleep(1);
#endif
    assert(*shared == 42);
    return 0;
}
