#include "../must.h"

// What gcc adds and textbooks use.
#define MAX(a, b)                                                                                            \
    ({                                                                                                       \
        __typeof__(a) left = (a);                                                                            \
        __typeof__(b) right = (b);                                                                           \
        left > right ? left : right;                                                                         \
    })

struct list {
    int length;
    char items[];
};

static const char *kind(int number) {
    switch (number) {
    case 0 ... 9:
        return "digit";
    case 10 ... 99:
        return "two digits";
    default:
        return "more";
    }
}

int main(void) {
    void *places[] = {&&first, &&second};
    int at = 0;
    printf("%d %s %s\n", MAX(3, 7), kind(4), kind(40));
    goto *places[1];
first:
    printf("first\n");
    at = 2;
second:
    if (at++ == 0)
        goto *places[0];
    printf("second\n");
    struct list *list = malloc(sizeof *list + 4);
    strcpy(list->items, "abc");
    printf("%s %d\n", list->items, (int)sizeof(struct list));
    printf("%s\n", 0 ?: "elvis");
    printf("%d %d\n", (int)__builtin_expect(5, 5), __builtin_constant_p(3));
    unsigned swapped;
    __asm__("bswap %0" : "=r"(swapped) : "0"(0x11223344U));
    printf("%x\n", swapped);
    int copied;
    __builtin_memcpy(&copied, &(int){9}, sizeof copied);
    printf("%d\n", copied);
    free(list);
}
