// A filter: how many lines and bytes its input has.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int c, lines = 0, bytes = 0;
    while ((c = getchar()) != EOF) {
        bytes++;
        if (c == '\n')
            lines++;
    }
    if (ferror(stdin) || printf("prog2: %d lines, %d bytes\n", lines, bytes) < 0) {
        perror("prog2");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
