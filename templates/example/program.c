#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    int p[2];
    char buf[6];

    if (pipe(p) == -1)
        die("pipe");
    if (write(p[1], "hello\n", sizeof buf) != sizeof buf)
        die("write");
    ssize_t n = read(p[0], buf, sizeof buf);
    if (n == -1)
        die("read");
    if (fwrite(buf, 1, (size_t)n, stdout) != (size_t)n)
        die("fwrite");
    return 0;
}
