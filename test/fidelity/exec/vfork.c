#include "../must.h"

#include <sched.h>

// vfork lets the child run first, in the parent's memory; clone with flags.
static volatile int shared = 1;
static char stack[65536];

static int add(void *amount) {
    shared += *(int *)amount;
    return 8;
}

int main(void) {
    fflush(stdout);
    pid_t child = vfork();
    if (child == 0) {
        shared = 2;
        _exit(3);
    }
    printf("exit %d", ended(child));
    printf(", shared %d\n", shared);
    int amount = 10;
    child = MUST(clone(add, stack + sizeof stack, SIGCHLD, &amount));
    printf("copy: exit %d", ended(child));
    printf(", shared %d\n", shared);
    child = MUST(clone(add, stack + sizeof stack, CLONE_VM | SIGCHLD, &amount));
    printf("same memory: exit %d", ended(child));
    printf(", shared %d\n", shared);
}
