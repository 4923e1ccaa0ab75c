#include "../must.h"

// sig_atomic_t, a loop that only a handler ends, and integers that overflow as unsigned ones do.
static volatile sig_atomic_t done;

static void finish(int number) {
    done = number;
}

int main(void) {
    signal(SIGALRM, finish);
    alarm(1);
    unsigned long rounds = 0;
    while (!done)
        rounds++;
    printf("ended by %s, rounds %d\n", sigabbrev_np(done), rounds > 1000);
    unsigned char small = 255;
    small++;
    printf("%d %u\n", small, (unsigned)-1 + 2);
    printf("%d %d\n", -7 / 2, -7 % 2);
    printf("%d %d\n", 1 << 30, (int)(0x80000000u >> 31));
    _Bool truth = 42;
    printf("%d %d\n", truth, !!7);
}
