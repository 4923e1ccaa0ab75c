#include "../must.h"

#include <sys/prctl.h>

// getppid, a parent that can be signalled, and a signal at the parent's end.
int main(void) {
    int ends[2];
    char byte;
    printf("somebody is my parent %d\n", getppid() > 0);
    printf("not myself %d\n", getppid() != getpid());
    MUST(pipe(ends));
    pid_t child = fork_child();
    if (child == 0) {
        close(ends[0]);
        pid_t grandchild = fork();
        if (grandchild == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            (void)!write(ends[1], "r", 1);
            for (;;)
                pause();
        }
        close(ends[1]);
        pause();
    }
    close(ends[1]);
    MUST(read(ends[0], &byte, 1));
    kill(child, SIGTERM);
    printf("child %d\n", ended(child));
    printf("its child ended too: end of file %d\n", MUST(read(ends[0], &byte, 1)));
}
