// It knows what has to be printed.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[]) {
    if (argc != 2)
        return 2;
    printf("read: %s\nthe reader has gone\n", argv[1]);
    return EXIT_SUCCESS;
}
