#include "../must.h"

// A grandchild that the child leaves behind goes on after it, and its output is seen.
int main(void) {
    int ends[2];
    char text[16] = "";
    MUST(pipe(ends));
    pid_t child = fork_child();
    if (child == 0) {
        pid_t middle = getpid();
        if (fork() == 0) {
            while (getppid() == middle)
                usleep(1000);
            (void)!write(ends[1], "orphan", 6);
            _exit(0);
        }
        _exit(0);
    }
    close(ends[1]);
    printf("child %d\n", ended(child));
    printf("%d", MUST(read(ends[0], text, 15)));
    printf(" %s\n", text);
    printf("end %d, no child of mine: %s\n", MUST(read(ends[0], text, 1)), failure(wait(NULL)));
}
