// It knows what the server answers.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char line[100];

    while (fgets(line, sizeof line, stdin) != NULL) {
        for (char *letter = line; *letter != '\0'; letter++)
            putchar(toupper((unsigned char)*letter));
    }
    return EXIT_SUCCESS;
}
