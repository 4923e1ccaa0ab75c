#include "../must.h"

// What the new program gets: environment, working directory, open descriptors.
extern char **environ;

int main(int argc, char **argv) {
    if (argc > 1) {
        int count = 0;
        while (environ[count])
            count++;
        printf("%s: %d variables, A=%s, 5 open %d, 6 open %d\n", argv[1], count,
               getenv("A") ? getenv("A") : "none", fcntl(5, F_GETFD) >= 0, fcntl(6, F_GETFD) >= 0);
        return 0;
    }
    MUST(dup2(0, 5));
    MUST(dup3(0, 6, O_CLOEXEC));
    char *none[] = {NULL}, *one[] = {"A=1", "B=2", NULL};
    char **environments[] = {none, one};
    for (int i = 0; i < 2; i++) {
        pid_t child = fork_child();
        if (child == 0)
            execle("/proc/self/exe", "me", i ? "two" : "none", NULL, environments[i]);
        ended(child);
    }
    MUST(setenv("A", "first", 1));
    MUST(setenv("A", "second", 0));
    printf("%s\n", getenv("A"));
    MUST(unsetenv("A"));
    printf("%d\n", getenv("A") == NULL);
    putenv("A=put");
    printf("%s, %s\n", getenv("A"), failure(setenv("A=B", "x", 1)));
    clearenv();
    printf("%d\n", environ == NULL || *environ == NULL);
}
