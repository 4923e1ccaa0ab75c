#include "../must.h"

// A signal for a whole process group, and what kill says of those that are not there.
int main(void) {
    int ready[2];
    char byte;
    MUST(pipe(ready));
    pid_t leader = 0, children[3];
    for (int i = 0; i < 3; i++) {
        children[i] = fork_child();
        if (children[i] == 0) {
            setpgid(0, leader);
            (void)!write(ready[1], "x", 1);
            for (;;)
                pause();
        }
        if (i == 0)
            leader = children[0];
        setpgid(children[i], leader);
    }
    for (int i = 0; i < 3; i++)
        MUST(read(ready[0], &byte, 1));
    printf("one group %d\n", getpgid(children[2]) == leader && getpgid(0) != leader);
    MUST(killpg(leader, SIGTERM));
    for (int i = 0; i < 3; i++)
        printf("ended by %s\n", sigabbrev_np(ended(children[i]) - 128));
    printf("gone: %s\n", failure(kill(-leader, SIGTERM)));
    printf("no signal %s\n", failure(kill(getpid(), 0)));
    printf("bad number: %s\n", failure(kill(getpid(), 99)));
}
