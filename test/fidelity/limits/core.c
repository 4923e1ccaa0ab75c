#include "../must.h"

#include <sys/resource.h>

// A core file is made where one is allowed, and the parent is told.
int main(void) {
    struct rlimit limit;
    int status;
    MUST(getrlimit(RLIMIT_CORE, &limit));
    for (int i = 0; i < 2; i++) {
        limit.rlim_cur = i ? limit.rlim_max : 0;
        MUST(setrlimit(RLIMIT_CORE, &limit));
        pid_t child = fork_child();
        if (child == 0)
            abort();
        MUST(waitpid(child, &status, 0));
        printf("%s, core %d\n", sigabbrev_np(WTERMSIG(status)), WCOREDUMP(status) != 0);
    }
    pid_t child = fork_child();
    if (child == 0) {
        signal(SIGTERM, SIG_DFL);
        raise(SIGTERM);
    }
    MUST(waitpid(child, &status, 0));
    printf("%s, core %d\n", sigabbrev_np(WTERMSIG(status)), WCOREDUMP(status) != 0);
}
