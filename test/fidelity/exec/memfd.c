#include "../must.h"

#include <sys/mman.h>

// A program without a file: memfd_create and fexecve; seals.
int main(void) {
    int fd = MUST(memfd_create("script", MFD_ALLOW_SEALING));
    const char text[] = "#!/bin/sh\necho from memory: $1\n";
    MUST(write(fd, text, sizeof text - 1));
    MUST(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW));
    printf("write: %s\n", failure(write(fd, "x", 1)));
    printf("truncate: %s\n", failure(ftruncate(fd, 0)));
    printf("map: %s\n", failure((intptr_t)mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, fd, 0)));
    printf("seals %d\n", fcntl(fd, F_GET_SEALS) == (F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW));
    pid_t child = fork_child();
    if (child == 0) {
        fexecve(fd, (char *[]){"memory", "argument", NULL}, (char *[]){"PATH=/bin:/usr/bin", NULL});
        _exit(127);
    }
    printf("exit %d\n", ended(child));
}
