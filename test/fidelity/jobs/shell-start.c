#include "../must.h"

// How a job-control shell begins: in a group of its own, and each job in another.
int main(void) {
    printf("own group %s\n", failure(setpgid(0, 0)));
    printf("leads it %d\n", getpgrp() == getpid());
    for (int i = 0; i < 2; i++) {
        int status;
        pid_t child = fork_child();
        if (child == 0) {
            setpgid(0, 0);
            raise(SIGTSTP);
            _exit(getpgrp() == getpid() ? 3 : 1);
        }
        MUST(setpgid(child, child));
        MUST(waitpid(child, &status, WUNTRACED));
        printf("suspended %d\n", WIFSTOPPED(status) && WSTOPSIG(status) == SIGTSTP);
        MUST(kill(-child, SIGCONT));
        printf("went on: %d\n", ended(child));
    }
    printf("not mine: %s\n", failure(setpgid(1, 1)));
}
