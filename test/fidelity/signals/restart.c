#include "../must.h"

// A slow call that a handler interrupts: EINTR, or begun again under SA_RESTART.
static int ends[2];

static void nothing(int number) {
    (void)number;
}

static void feed(int number) {
    (void)number;
    (void)!write(ends[1], "x", 1);
}

int main(void) {
    char byte;
    struct sigaction action = {.sa_handler = nothing};
    MUST(pipe(ends));
    MUST(sigaction(SIGALRM, &action, NULL));
    alarm(1);
    printf("interrupted: %s\n", failure(read(ends[0], &byte, 1)));
    action = (struct sigaction){.sa_handler = feed, .sa_flags = SA_RESTART};
    MUST(sigaction(SIGALRM, &action, NULL));
    alarm(1);
    printf("begun again: %d\n", (int)read(ends[0], &byte, 1));
    alarm(1);
    printf("sleep leaves %u\n", sleep(5) >= 3);
}
