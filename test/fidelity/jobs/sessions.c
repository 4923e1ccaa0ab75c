#include "../must.h"

// setsid, and who may not.
int main(void) {
    pid_t before = getsid(0);
    printf("a parent's session %d\n", before != getpid());
    pid_t child = fork_child();
    if (child == 0) {
        pid_t session = MUST(setsid());
        printf("new %d, own group %d, leader again: %s\n", session == getpid(), getpgrp() == getpid(),
               failure(setsid()));
        printf("no terminal: %s\n", failure(open("/dev/tty", O_RDWR)));
        printf("a leader's group: %s\n", failure(setpgid(0, 0)));
        fflush(stdout);
        pid_t grandchild = fork();
        if (grandchild == 0)
            _exit(getsid(0) == getppid() && getsid(0) != getpid() ? 2 : 1);
        _exit(ended(grandchild));
    }
    printf("grandchild %d\n", ended(child));
    child = fork_child();
    if (child == 0) {
        setsid();
        pause();
    }
    while (getsid(child) == before)
        usleep(1000);
    printf("another session's: %s\n", failure(setpgid(child, getpgrp())));
    kill(child, SIGKILL);
    ended(child);
}
