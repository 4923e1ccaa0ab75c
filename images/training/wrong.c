// Warnings and errors: what the compiler says is learnt, too.
#include <stdio.h>

int main(void) {
    int unused;
    char *text = 5;
    printf("%s\n", undeclared);
    return text
}
