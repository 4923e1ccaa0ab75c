#include "../must.h"

// O_DIRECT: each write is a packet, and a read takes one.
int main(void) {
    int ends[2];
    char text[8];
    MUST(pipe2(ends, O_DIRECT));
    MUST(write(ends[1], "first", 5));
    MUST(write(ends[1], "second!", 7));
    printf("%d\n", MUST(read(ends[0], text, sizeof text)));
    printf("%d\n", MUST(read(ends[0], text, 3)));
    MUST(write(ends[1], "x", 1));
    printf("%d", MUST(read(ends[0], text, sizeof text)));
    printf(" %c\n", text[0]);
}
