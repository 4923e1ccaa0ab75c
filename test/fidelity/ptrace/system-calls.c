#include "../must.h"

#include <sys/ptrace.h>

// A tracer sees each system call of its child, before and after.
int main(void) {
    int status, stops = 0;
    pid_t child = fork_child();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        getppid();
        getuid();
        _exit(12);
    }
    MUST(waitpid(child, &status, 0));
    printf("stopped by %s\n", sigabbrev_np(WSTOPSIG(status)));
    MUST(ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
    for (;;) {
        MUST(ptrace(PTRACE_SYSCALL, child, NULL, NULL));
        MUST(waitpid(child, &status, 0));
        if (WIFEXITED(status))
            break;
        if (WSTOPSIG(status) == (SIGTRAP | 0x80))
            stops++;
    }
    printf("at least getppid and getuid, twice, and _exit: %d\n", stops >= 5);
    printf("exit %d\n", WEXITSTATUS(status));
    printf("gone: %s\n", failure(ptrace(PTRACE_CONT, child, NULL, NULL)));
}
