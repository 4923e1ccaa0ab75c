#include "../must.h"

// A pipeline as a shell makes it: three programs, each end closed where it is not needed.
static pid_t stage(char *const argv[], int in, int out, const int *all, int count) {
    pid_t child = fork_child();
    if (child != 0)
        return child;
    MUST(dup2(in, 0));
    MUST(dup2(out, 1));
    for (int i = 0; i < count; i++)
        close(all[i]);
    execvp(argv[0], argv);
    _exit(127);
}

int main(void) {
    int ends[6];
    char text[64] = "";
    for (int i = 0; i < 3; i++)
        MUST(pipe(ends + 2 * i));
    char *print[] = {"printf", "b\\na\\nc\\na\\n", NULL}, *sort[] = {"sort", NULL},
         *unique[] = {"uniq", "-c", NULL};
    pid_t children[] = {stage(print, 0, ends[1], ends, 6), stage(sort, ends[0], ends[3], ends, 6),
                        stage(unique, ends[2], ends[5], ends, 6)};
    close(ends[1]);
    close(ends[3]);
    close(ends[5]);
    FILE *result = fdopen(ends[4], "r");
    int count;
    while (fscanf(result, "%d %63s", &count, text) == 2)
        printf("%d %s\n", count, text);
    for (int i = 0; i < 3; i++)
        printf("ended %d\n", ended(children[i]));
}
