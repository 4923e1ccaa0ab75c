// The procedures. Nothing here tells that their caller is another process.
#include "bank.h"

#include <stdio.h>

enum { ACCOUNTS = 10 };

static int32_t accounts[ACCOUNTS];

// Done twice, this is not the same as done once.
int32_t deposit(uint32_t account, int32_t amount) {
    if (account >= ACCOUNTS)
        return -1;
    accounts[account] += amount;
    printf("server: deposit of %d to account %u is done\n", (int)amount, (unsigned)account);
    return accounts[account];
}

// This is: it is idempotent, and may be repeated at will.
int32_t balance(uint32_t account) {
    return account < ACCOUNTS ? accounts[account] : -1;
}
