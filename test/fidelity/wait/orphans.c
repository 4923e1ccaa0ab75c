#include "../must.h"

#include <sys/prctl.h>

// A process whose parent has ended gets another: the nearest that asked to be one.
int main(void) {
    int ends[2];
    pid_t pids[2];
    MUST(prctl(PR_SET_CHILD_SUBREAPER, 1));
    MUST(pipe(ends));
    pid_t child = fork_child();
    if (child == 0) {
        pid_t middle = getpid();
        if (fork() == 0) {
            while (getppid() == middle)
                usleep(1000);
            pids[0] = getpid();
            pids[1] = getppid();
            (void)!write(ends[1], pids, sizeof pids);
            _exit(5);
        }
        _exit(0);
    }
    printf("child %d\n", ended(child));
    MUST(read(ends[0], pids, sizeof pids));
    printf("its parent is now me %d\n", pids[1] == getpid());
    printf("and I wait for it %d\n", ended(pids[0]));
}
