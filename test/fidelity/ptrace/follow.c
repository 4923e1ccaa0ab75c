#include "../must.h"

#include <sys/ptrace.h>

// fork, exec and exit as events.
int main(void) {
    int status;
    pid_t child = fork_child();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        if (fork() == 0)
            _exit(0);
        wait(NULL);
        execl("/bin/true", "true", NULL);
        _exit(127);
    }
    MUST(waitpid(child, &status, 0));
    MUST(
        ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACEFORK | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT));
    MUST(ptrace(PTRACE_CONT, child, NULL, NULL));
    for (;;) {
        pid_t who = MUST(waitpid(-1, &status, __WALL));
        int event = status >> 16, deliver = 0;
        if (who == child && WIFEXITED(status))
            break;
        if (who == child && event == PTRACE_EVENT_FORK)
            printf("fork\n");
        else if (who == child && event == PTRACE_EVENT_EXEC)
            printf("exec\n");
        else if (who == child && event == PTRACE_EVENT_EXIT)
            printf("exit\n");
        else if (who == child && WIFSTOPPED(status) && event == 0)
            deliver = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
        if (WIFSTOPPED(status))
            ptrace(PTRACE_CONT, who, NULL, (void *)(intptr_t)deliver);
    }
    printf("ended %d\n", WEXITSTATUS(status));
}
