#include "../must.h"

// Functions within functions, and built-in ones that count bits.
int main(void) {
    int sum = 0;
    void add(int number) {
        sum += number;
    }
    for (int i = 1; i <= 4; i++)
        add(i);
    printf("%d\n", sum);
    printf("%d %d %d\n", __builtin_popcount(0xff0), __builtin_ctz(8), __builtin_clz(1));
    printf("%x\n", __builtin_bswap32(0x01020304));
    __auto_type text = "deduced";
    printf("%s\n", text);
    int result;
    printf("overflow %d\n", __builtin_add_overflow(2147483647, 1, &result));
}
