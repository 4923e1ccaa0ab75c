// A pipe inside one process: what goes in at the write end comes out at the read end.
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
    char buf[64] = "";

    // One call, two descriptors: p[0] is open for reading, p[1] for writing, as with a file opened twice.
    if (pipe(p) == -1)
        die("pipe");

    // 9 bytes: the 8 characters and the zero byte that ends the string. They go into a buffer of the kernel,
    // so this write returns although nobody reads yet.
    ssize_t written = write(p[1], "hi there", 9);
    if (written == -1)
        die("write");
    printf("%d bytes written\n", (int)written);

    // The bytes are there already, so this read does not wait. A second one would wait for ever: the pipe is
    // empty, and this very process keeps the write end open.
    ssize_t got = read(p[0], buf, 9);
    if (got == -1)
        die("read");
    printf("%d bytes read: %s\n", (int)got, buf);

    if (close(p[0]) == -1 || close(p[1]) == -1)
        die("close");
    return EXIT_SUCCESS;
}
