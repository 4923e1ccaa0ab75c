// A filter: its input in capitals.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int c;
    while ((c = getchar()) != EOF)
        if (putchar(toupper(c)) == EOF)
            break;
    // putchar only fills a buffer; an error may show up as late as in the last write.
    if (ferror(stdin) || fflush(stdout) == EOF) {
        perror("prog1");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
