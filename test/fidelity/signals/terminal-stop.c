#include "../must.h"

// SIGTSTP, SIGTTIN and SIGTTOU stop a process by default, in a group that is not orphaned.
int main(void) {
    int numbers[] = {SIGTSTP, SIGTTIN, SIGTTOU};
    for (int i = 0; i < 3; i++) {
        int status;
        pid_t child = fork_child();
        if (child == 0)
            for (;;)
                pause();
        MUST(kill(child, numbers[i]));
        MUST(waitpid(child, &status, WUNTRACED));
        printf("%s stops %d\n", sigabbrev_np(numbers[i]), WIFSTOPPED(status));
        MUST(kill(child, SIGKILL));
        printf("ended by %s\n", sigabbrev_np(ended(child) - 128));
    }
}
