#include "../must.h"

#include <sys/mman.h>

// madvise: what may be forgotten, what a child gets.
int main(void) {
    char *memory = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(memory, 'a', 16384);
    printf("will need %s\n", failure(madvise(memory, 16384, MADV_WILLNEED)));
    printf("sequential %s\n", failure(madvise(memory, 16384, MADV_SEQUENTIAL)));
    printf("posix %d\n", posix_madvise(memory, 16384, POSIX_MADV_WILLNEED));
    MUST(madvise(memory, 4096, MADV_DONTNEED));
    printf("forgotten %d, kept %c\n", memory[0], memory[4096]);
    MUST(madvise(memory + 4096, 4096, MADV_DONTFORK));
    MUST(madvise(memory + 8192, 4096, MADV_WIPEONFORK));
    pid_t child = fork_child();
    if (child == 0) {
        printf("wiped %d, last %c\n", memory[8192], memory[12288]);
        fflush(stdout);
        _exit(memory[4096]);
    }
    printf("not forked: %s\n", sigabbrev_np(ended(child) - 128));
    printf("cold %s, free %s\n", failure(madvise(memory, 4096, MADV_COLD)),
           failure(madvise(memory, 4096, MADV_FREE)));
    printf("not mapped: %s\n", failure(madvise((void *)4096, 4096, MADV_NORMAL)));
    printf("no such: %s\n", failure(madvise(memory, 4096, 12345)));
    unsigned char resident[4];
    MUST(mincore(memory, 16384, resident));
    printf("resident %d\n", resident[3] & 1);
}
