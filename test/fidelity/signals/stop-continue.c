#include "../must.h"

// Stopped and continued: what waitpid and SIGCHLD tell of it.
static volatile sig_atomic_t codes[8], count;

static void note(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)context;
    codes[count++] = info->si_code;
}

int main(void) {
    int status;
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO | SA_RESTART};
    MUST(sigaction(SIGCHLD, &action, NULL));
    pid_t child = fork_child();
    if (child == 0)
        for (;;)
            pause();
    MUST(kill(child, SIGSTOP));
    MUST(waitpid(child, &status, WUNTRACED));
    printf("stopped %d by %s\n", WIFSTOPPED(status), sigabbrev_np(WSTOPSIG(status)));
    MUST(kill(child, SIGTERM));
    printf("pending while stopped %d\n", waitpid(child, &status, WNOHANG));
    MUST(kill(child, SIGCONT));
    printf("ended by %s\n", sigabbrev_np(ended(child) - 128));
    printf("SIGCHLD told of the stop %d\n", codes[0] == CLD_STOPPED);
    action.sa_flags |= SA_NOCLDSTOP;
    MUST(sigaction(SIGCHLD, &action, NULL));
    int before = count;
    child = fork_child();
    if (child == 0) {
        raise(SIGSTOP);
        pause();
    }
    MUST(waitpid(child, &status, WUNTRACED));
    MUST(kill(child, SIGCONT));
    MUST(waitpid(child, &status, WCONTINUED));
    printf("continued %d\n", WIFCONTINUED(status));
    MUST(kill(child, SIGTERM));
    printf("ended by %s", sigabbrev_np(ended(child) - 128));
    printf(", SIGCHLD %d\n", count - before);
}
