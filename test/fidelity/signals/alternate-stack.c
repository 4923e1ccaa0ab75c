#include "../must.h"

// A handler on a stack of its own survives the overflow of the program's.
static char other[65536];
static volatile char *top;

static void tell(int number) {
    char here;
    bool on_it = &here >= other && &here < other + sizeof other;
    printf("%s on the other stack %d\n", sigabbrev_np(number), on_it);
    fflush(stdout);
    _exit(0);
}

static int deeper(int n) {
    if (n < 0)
        return 0;
    volatile char space[4096];
    space[0] = (char)n;
    top = space;
    return deeper(n + 1) + space[0];
}

int main(void) {
    stack_t stack = {.ss_sp = other, .ss_size = sizeof other}, old;
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_ONSTACK};
    MUST(sigaltstack(&stack, NULL));
    MUST(sigaltstack(NULL, &old));
    printf("in use %d\n", (old.ss_flags & SS_ONSTACK) != 0);
    MUST(sigaction(SIGSEGV, &action, NULL));
    return deeper(0);
}
