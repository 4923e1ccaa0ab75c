#include "../must.h"

#include <sys/mman.h>

// mremap grows and moves, MAP_FIXED replaces, MAP_FIXED_NOREPLACE does not.
int main(void) {
    char *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(memory, "text");
    memory = mremap(memory, 4096, 1 << 20, MREMAP_MAYMOVE);
    memory[(1 << 20) - 1] = 'z';
    printf("%s\n", memory);
    char *page = memory + 8192;
    strcpy(page, "old");
    printf("kept: %s\n", failure((intptr_t)mmap(page, 4096, PROT_READ,
                                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0)));
    char *same = mmap(page, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    printf("replaced %d, empty %d\n", same == page, *page);
    printf("no length: %s\n",
           failure((intptr_t)mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)));
    printf("no descriptor: %s\n", failure((intptr_t)mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 77, 0)));
}
