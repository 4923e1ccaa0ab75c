// It knows what has to be printed.
#define _XOPEN_SOURCE 700

#include "work.h"
#include <stdlib.h>

int main(int argc, char *argv[]) {
    if (argc != 6)
        return 2;
    for (int item = 1; item <= atoi(argv[3]); item++) {
        say_item("put", item);
        say_item("got", item);
    }
    return EXIT_SUCCESS;
}
