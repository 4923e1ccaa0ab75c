#include "../must.h"

#include <stdarg.h>

// Arguments without a number, of all sizes.
static double sum(const char *kinds, ...) {
    va_list list, again;
    double result = 0;
    va_start(list, kinds);
    va_copy(again, list);
    for (const char *kind = kinds; *kind; kind++) {
        if (*kind == 'i')
            result += va_arg(list, int);
        else if (*kind == 'l')
            result += (double)va_arg(list, long long);
        else
            result += va_arg(list, double);
    }
    va_end(list);
    result += *kinds == 'i' ? va_arg(again, int) * 1000 : 0;
    va_end(again);
    return result;
}

#define COUNT(...) (sizeof((int[]){__VA_ARGS__}) / sizeof(int))

struct pair {
    int a;
    double b;
};

static struct pair swap(struct pair pair) {
    return (struct pair){(int)pair.b, pair.a};
}

int main(void) {
    printf("%.2f\n", sum("ildi", 1, 20000000000LL, 0.25, 4));
    printf("%d\n", (int)COUNT(5, 6, 7));
    struct pair pair = swap((struct pair){3, 8.5});
    printf("%d %.1f\n", pair.a, pair.b);
    printf("%hhd %hu %zu %td\n", (signed char)300, (unsigned short)70000, sizeof(char),
           (char *)8 - (char *)4);
}
