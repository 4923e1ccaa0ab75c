// A filter: how many capitals its input has, of all its bytes.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int c, capitals = 0, bytes = 0;
    while ((c = getchar()) != EOF) {
        bytes++;
        if (c >= 'A' && c <= 'Z')
            capitals++;
    }
    if (ferror(stdin) || printf("prog3: %d capitals, %d bytes\n", capitals, bytes) < 0) {
        perror("prog3");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
