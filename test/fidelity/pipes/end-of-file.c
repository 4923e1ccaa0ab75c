#include "../must.h"

// A reader sees the end when the last writing end is closed, and not before.
int main(void) {
    int ends[2];
    char text[16];
    MUST(pipe(ends));
    pid_t child = fork_child();
    if (child == 0) {
        close(ends[0]);
        MUST(write(ends[1], "abc", 3));
        _exit(0);
    }
    printf("child %d\n", ended(child));
    printf("read %d\n", MUST(read(ends[0], text, sizeof text)));
    MUST(fcntl(ends[0], F_SETFL, O_NONBLOCK));
    printf("still open: %s\n", failure(read(ends[0], text, 1)));
    close(ends[1]);
    printf("closed: %d\n", MUST(read(ends[0], text, 1)));
}
