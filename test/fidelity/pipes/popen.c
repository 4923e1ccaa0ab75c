#include "../must.h"

// A shell at the other end of a stream.
int main(void) {
    char line[64];
    FILE *from = popen("echo one; echo two; exit 3", "r");
    while (fgets(line, sizeof line, from))
        printf("got %s", line);
    printf("status %d\n", WEXITSTATUS(pclose(from)));
    FILE *to = popen("sort", "w");
    fputs("pear\napple\nfig\n", to);
    fflush(stdout);
    printf("sort %d\n", pclose(to));
    int status = system("exit 7");
    printf("system %d, kill %d\n", WEXITSTATUS(status), WTERMSIG(system("kill -TERM $$")));
    printf("no such command %d\n", WEXITSTATUS(system("no-such-command 2>/dev/null")));
}
