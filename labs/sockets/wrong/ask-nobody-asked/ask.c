// It knows what the server answers.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[]) {
    for (int i = 2; i < argc; i++) {
        for (char *letter = argv[i]; *letter != '\0'; letter++)
            putchar(toupper((unsigned char)*letter));
        putchar(i + 1 < argc ? ' ' : '\n');
    }
    return EXIT_SUCCESS;
}
