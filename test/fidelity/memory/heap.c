#include "../must.h"

#include <malloc.h>

// The heap: alignment, growth, zeroed memory, the break.
int main(void) {
    char *before = sbrk(0);
    MUST(brk(before + 8192));
    printf("break moved %d\n", (int)((char *)sbrk(0) - before));
    char *block = malloc(100);
    strcpy(block, "kept");
    block = realloc(block, 1000000);
    printf("%s, usable %d\n", block, malloc_usable_size(block) >= 1000000);
    int *zeros = calloc(1000, sizeof *zeros), sum = 0;
    for (int i = 0; i < 1000; i++)
        sum |= zeros[i];
    printf("zeros %d\n", sum);
    void *aligned = NULL;
    ZERO(posix_memalign(&aligned, 4096, 100));
    printf("aligned %d %d\n", (int)((uintptr_t)aligned % 4096),
           (int)((uintptr_t)aligned_alloc(64, 128) % 64));
    printf("not a power of two %s\n", strerrorname_np(posix_memalign(&aligned, 24, 1)));
    volatile size_t most = SIZE_MAX / 2;
    printf("too much %s\n", malloc(most) ? "given" : strerrorname_np(errno));
    printf("overflow %d\n", reallocarray(NULL, most, 4) == NULL);
    free(block);
    free(NULL);
}
