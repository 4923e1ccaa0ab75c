#include "../must.h"

#include <ucontext.h>

// Threads by hand: contexts that give way to each other.
static ucontext_t main_context, contexts[2];
static char stacks[2][65536];
static int turns;

static void run(int number, int step) {
    for (int i = 0; i < 3; i++) {
        printf("%d: %d\n", number, turns += step);
        swapcontext(&contexts[number], &contexts[1 - number]);
    }
}

int main(void) {
    for (int i = 0; i < 2; i++) {
        MUST(getcontext(&contexts[i]));
        contexts[i].uc_stack.ss_sp = stacks[i];
        contexts[i].uc_stack.ss_size = sizeof stacks[i];
        contexts[i].uc_link = &main_context;
        makecontext(&contexts[i], (void (*)(void))run, 2, i, 10 + i);
    }
    MUST(swapcontext(&main_context, &contexts[0]));
    printf("back in main\n");
}
