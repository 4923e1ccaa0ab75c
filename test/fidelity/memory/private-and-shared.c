#include "../must.h"

#include <sys/mman.h>

// What a child changes in a mapping, and who sees it.
int main(void) {
    int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int *private = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int fd = MUST(open("mapped", O_RDWR | O_CREAT | O_TRUNC, 0600)), text = 0;
    MUST(ftruncate(fd, 8192));
    int *file = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    int *copy = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    *shared = *private = *file = 1;
    pid_t child = fork_child();
    if (child == 0) {
        *shared = *private = *file = 2;
        copy[1] = 3;
        _exit(copy[0]);
    }
    printf("child saw %d\n", ended(child));
    printf("shared %d, private %d, file %d, private of a file %d\n", *shared, *private, *file, copy[1]);
    MUST(msync(file, 4096, MS_SYNC));
    MUST(pread(fd, &text, sizeof text, 0));
    printf("in the file %d\n", text);
    MUST(munmap(file, 8192));
    printf("not a page: %s\n", failure((intptr_t)mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 100)));
    printf("read only: %s\n",
           failure((intptr_t)mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, open("mapped", O_RDONLY), 0)));
    unlink("mapped");
}
