// Nobody looks whether fork has made a child: when there is none, the program waits for its message for ever.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    int p[2];
    char c = 0;
    if (pipe(p) == -1)
        return 1;
    pid_t child = fork();
#ifdef MENDED
    if (child == -1)
        return 1;
#endif
    if (child == 0) {
        if (write(p[1], "x", 1) != 1)
            _exit(1);
        _exit(0);
    }
    if (read(p[0], &c, 1) != 1)
        return 1;
    waitpid(child, NULL, 0);
    return 0;
}
