#include "../must.h"

// A child that has ended and is not waited for: Z in /proc.
static char state_of(pid_t pid) {
    char path[32], line[256], state = '?';
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return '-';
    if (fgets(line, sizeof line, file))
        state = strrchr(line, ')')[2];
    fclose(file);
    return state;
}

int main(void) {
    siginfo_t info;
    pid_t child = fork_child();
    if (child == 0)
        _exit(0);
    MUST(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT));
    printf("state %c, signal %s\n", state_of(child), failure(kill(child, 0)));
    printf("waited %d", ended(child));
    printf(", state %c\n", state_of(child));
    child = fork_child();
    if (child == 0)
        for (;;)
            pause();
    kill(child, SIGSTOP);
    waitpid(child, NULL, WUNTRACED);
    printf("state %c\n", state_of(child));
    kill(child, SIGKILL);
    ended(child);
}
