// The caller. Nothing here tells that the account is kept by another process.
#include "bank.h"

#include <stdio.h>

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) {
        perror("setvbuf");
        return 1;
    }
    printf("client: deposit of 100: %d\n", (int)deposit(7, 100));
    printf("client: deposit of -30: %d\n", (int)deposit(7, -30));
    printf("client: balance: %d\n", (int)balance(7));
    return 0;
}
