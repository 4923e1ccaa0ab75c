#include <stdio.h>

int main(void) {
    printf("bytes: 8\nlines: 2\n");
    return 0;
}
