#include "../must.h"

#include <sys/mman.h>

// /proc/self: maps, mem, smaps, pagemap.
static char text[] = "find me";

int main(void) {
    char line[512], *page = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), seen[8] = "";
    unsigned long from, to;
    int stacks = 0, heaps = 0, mine = 0;
    free(malloc(1));
    FILE *file = fopen("/proc/self/maps", "r");
    while (fgets(line, sizeof line, file)) {
        char rights[8];
        sscanf(line, "%lx-%lx %7s", &from, &to, rights);
        stacks += strstr(line, "[stack]") != NULL;
        heaps += strstr(line, "[heap]") != NULL;
        if (from <= (unsigned long)(uintptr_t)page && (unsigned long)(uintptr_t)page < to)
            mine = strcmp(rights, "r--p") == 0;
    }
    fclose(file);
    printf("stack %d heap %d mine %d\n", stacks, heaps, mine);
    int memory = MUST(open("/proc/self/mem", O_RDWR));
    MUST(pread(memory, seen, 7, (off_t)(intptr_t)text));
    printf("%s\n", seen);
    MUST(pwrite(memory, "F", 1, (off_t)(intptr_t)text));
    printf("%s\n", text);
    int found = 0;
    file = fopen("/proc/self/smaps", "r");
    while (fgets(line, sizeof line, file))
        found += strncmp(line, "Private_Dirty:", 14) == 0;
    printf("smaps %d\n", found > 3);
    uint64_t entry = 0;
    int map = MUST(open("/proc/self/pagemap", O_RDONLY));
    MUST(pread(map, &entry, 8, (off_t)((uintptr_t)text / 4096 * 8)));
    printf("present %d\n", (int)(entry >> 63));
}
