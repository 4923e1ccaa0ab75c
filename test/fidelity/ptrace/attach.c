#include "../must.h"

#include <sys/ptrace.h>

// Attached to a running process, seized, let go.
int main(void) {
    int status;
    pid_t child = fork_child();
    if (child == 0)
        for (;;)
            pause();
    MUST(ptrace(PTRACE_ATTACH, child, NULL, NULL));
    MUST(waitpid(child, &status, 0));
    printf("attached, stopped by %s\n", sigabbrev_np(WSTOPSIG(status)));
    printf("once only: %s\n", failure(ptrace(PTRACE_ATTACH, child, NULL, NULL)));
    MUST(ptrace(PTRACE_DETACH, child, NULL, NULL));
    MUST(ptrace(PTRACE_SEIZE, child, NULL, NULL));
    MUST(ptrace(PTRACE_INTERRUPT, child, NULL, NULL));
    MUST(waitpid(child, &status, 0));
    printf("interrupted %d\n", status >> 16 == PTRACE_EVENT_STOP);
    MUST(ptrace(PTRACE_CONT, child, NULL, NULL));
    MUST(kill(child, SIGTERM));
    MUST(waitpid(child, &status, 0));
    printf("sees %s first\n", sigabbrev_np(WSTOPSIG(status)));
    MUST(ptrace(PTRACE_CONT, child, NULL, (void *)(intptr_t)SIGTERM));
    printf("ended by %s\n", sigabbrev_np(ended(child) - 128));
    printf("myself: %s\n", failure(ptrace(PTRACE_ATTACH, getpid(), NULL, NULL)));
}
