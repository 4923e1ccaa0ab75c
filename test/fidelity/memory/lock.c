#include "../must.h"

#include <sys/mman.h>
#include <sys/resource.h>

// Memory that stays, as much as the limit allows.
static long locked(void) {
    char line[128];
    long size = -1;
    FILE *file = fopen("/proc/self/status", "r");
    while (fgets(line, sizeof line, file))
        sscanf(line, "VmLck: %ld", &size);
    fclose(file);
    return size;
}

int main(void) {
    char *memory = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    MUST(mlock(memory, 40000));
    printf("locked %ld kB\n", locked());
    MUST(munlock(memory, 8192));
    printf("locked %ld kB\n", locked());
    MUST(munlockall());
    printf("locked %ld kB\n", locked());
    struct rlimit limit;
    MUST(getrlimit(RLIMIT_MEMLOCK, &limit));
    printf("enough for an exercise %d\n", limit.rlim_cur >= 4 << 20);
    printf("all %s\n", failure(mlockall(MCL_CURRENT)));
    printf("not mapped: %s\n", failure(mlock((void *)4096, 4096)));
}
