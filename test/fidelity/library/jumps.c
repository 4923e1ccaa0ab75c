#include "../must.h"

#include <setjmp.h>

// setjmp and longjmp, with and without the mask of signals.
static jmp_buf plain;
static sigjmp_buf with_mask;

static void deep(int levels) {
    if (levels == 0)
        longjmp(plain, 5);
    if (levels > 0)
        deep(levels - 1);
}

static void caught(int number) {
    siglongjmp(with_mask, number);
}

int main(void) {
    volatile int count = 0;
    int value = setjmp(plain);
    printf("came with %d\n", value);
    if (value == 0)
        deep(10);
    value = setjmp(plain);
    if (count++ == 0)
        longjmp(plain, 0);
    printf("zero becomes %d\n", value);
    sigset_t now;
    signal(SIGUSR1, caught);
    for (int keep = 0; keep < 2; keep++) {
        if (sigsetjmp(with_mask, keep) == 0)
            raise(SIGUSR1);
        sigprocmask(SIG_BLOCK, NULL, &now);
        printf("saved %d, blocked after it %d\n", keep, sigismember(&now, SIGUSR1));
        sigemptyset(&now);
        sigprocmask(SIG_SETMASK, &now, NULL);
    }
}
