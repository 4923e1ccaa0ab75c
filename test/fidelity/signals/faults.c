#include "../must.h"

#include <setjmp.h>
#include <sys/mman.h>

// What the kernel says of a fault: number, code, address.
static sigjmp_buf back;
static volatile int code;
static void *volatile address;

static void note(int number, siginfo_t *info, void *context) {
    (void)context;
    code = info->si_code;
    address = info->si_addr;
    siglongjmp(back, number);
}

int main(void) {
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
    int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    for (int i = 0; i < 4; i++)
        MUST(sigaction(signals[i], &action, NULL));
    volatile int *nowhere = (int *)16;
    int number = sigsetjmp(back, 1);
    if (number == 0)
        *nowhere = 1;
    printf("%s MAPERR %d address %d\n", sigabbrev_np(number), code == SEGV_MAPERR, (int)(intptr_t)address);
    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    number = sigsetjmp(back, 1);
    if (number == 0)
        *(volatile char *)(page + 9) = 1;
    printf("%s ACCERR %d at byte %d\n", sigabbrev_np(number), code == SEGV_ACCERR,
           (int)((char *)address - page));
    char *file = mmap(NULL, 4096, PROT_READ, MAP_SHARED, MUST(open("empty", O_RDWR | O_CREAT, 0600)), 0);
    number = sigsetjmp(back, 1);
    if (number == 0)
        putchar(*(volatile char *)file);
    printf("%s ADRERR %d\n", sigabbrev_np(number), code == BUS_ADRERR);
    volatile int zero = 0;
    number = sigsetjmp(back, 1);
    if (number == 0)
        printf("%d\n", 7 / zero);
    printf("%s INTDIV %d\n", sigabbrev_np(number), code == FPE_INTDIV);
    number = sigsetjmp(back, 1);
    if (number == 0)
        __asm__ volatile("ud2");
    printf("%s\n", sigabbrev_np(number));
    unlink("empty");
}
