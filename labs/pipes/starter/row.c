// Filters in a row, as a shell makes them for one | two | three. Usage:
// row FILTER [, FILTER]...   a filter is a program and its arguments, the comma a word of its own
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[]) {
    if (argc < 2) {
        fprintf(stderr, "usage: row FILTER [, FILTER]...\n");
        return 2;
    }
    for (int word = 1; word < argc; word++) {
        // A comma ends a filter: with argv[word] = NULL its words are what execvp wants.
        if (strcmp(argv[word], ",") == 0)
            argv[word] = NULL;
    }
    return EXIT_FAILURE;
}
