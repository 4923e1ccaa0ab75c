// Counts the bytes and lines of standard input in a child, which gets them through a pipe.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    // 1. Make a pipe and a child.
    // 2. The parent reads standard input and writes it into the pipe.
    // 3. The child counts, and prints "bytes: N" and "lines: N".
    // 4. The parent waits for the child and ends with its status.
    return EXIT_FAILURE;
}
