#include "../must.h"

#include <setjmp.h>
#include <sys/mman.h>

// mprotect, and a function in memory that was written at run time.
static sigjmp_buf back;

static void fault(int number) {
    siglongjmp(back, number);
}

int main(void) {
    const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3}; // mov eax, 42; ret
    signal(SIGSEGV, fault);
    unsigned char *memory = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(memory, code, sizeof code);
    int (*function)(void);
    memcpy(&function, &memory, sizeof memory);
    MUST(mprotect(memory, 4096, PROT_READ | PROT_EXEC));
    printf("made code %d\n", function());
    if (sigsetjmp(back, 1) == 0)
        memory[0] = 0;
    else
        printf("not written %d\n", memory[0] == 0xb8);
    MUST(mprotect(memory, 8192, PROT_NONE));
    volatile unsigned char *look = memory + 4096;
    if (sigsetjmp(back, 1) == 0)
        printf("%d\n", *look);
    else
        printf("not read\n");
    printf("unaligned: %s\n", failure(mprotect(memory + 1, 1, PROT_READ)));
    MUST(munmap(memory + 4096, 4096));
    printf("hole: %s\n", failure(mprotect(memory, 8192, PROT_READ)));
}
