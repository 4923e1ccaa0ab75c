#include "../must.h"

#include <sys/ptrace.h>

// A tracer reads and changes its child's memory, and holds a signal back.
static volatile long word = 1;

int main(void) {
    int status;
    pid_t child = fork_child();
    if (child == 0) {
        word = 77;
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGUSR1);
        _exit((int)word);
    }
    MUST(waitpid(child, &status, 0));
    printf("before delivery of %s\n", sigabbrev_np(WSTOPSIG(status)));
    errno = 0;
    printf("peek %ld, mine %ld\n", ptrace(PTRACE_PEEKDATA, child, (void *)&word, NULL), word);
    MUST(ptrace(PTRACE_POKEDATA, child, (void *)&word, (void *)21L));
    siginfo_t info;
    MUST(ptrace(PTRACE_GETSIGINFO, child, NULL, &info));
    printf("from itself %d\n", info.si_pid == child);
    MUST(ptrace(PTRACE_CONT, child, NULL, NULL));
    printf("signal held back, exit %d\n", ended(child));
}
