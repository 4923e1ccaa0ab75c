#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int p[2];
    char line[128];

    if (argc != 2 || pipe(p) == -1)
        return 1;
    switch (fork()) {
    case -1:
        perror("fork");
        return 1;
    case 0:
        close(p[0]);
        dprintf(p[1], "Hello, %s!\n", argv[1]);
        _exit(0);
    }
    close(p[1]);
    ssize_t n;
    while ((n = read(p[0], line, sizeof line)) > 0)
        fwrite(line, 1, (size_t)n, stdout);
    wait(NULL);
    return n == -1;
}
