#include "../must.h"

// Every way to end, as wait tells it.
int main(void) {
    for (int i = 0; i < 5; i++) {
        int status;
        pid_t child = fork_child();
        if (child == 0) {
            if (i == 0)
                _exit(300);
            if (i == 1)
                raise(SIGKILL);
            if (i == 2)
                abort();
            if (i == 3)
                exit(EXIT_FAILURE);
            alarm(1);
            pause();
        }
        printf("the child %d:", MUST(wait(&status)) == child);
        if (WIFEXITED(status))
            printf(" exit %d\n", WEXITSTATUS(status));
        else
            printf(" signal %s\n", sigabbrev_np(WTERMSIG(status)));
    }
    printf("nobody left: %s\n", failure(wait(NULL)));
}
