#include "../must.h"

#include <assert.h>
#include <stdalign.h>
#include <stdnoreturn.h>

// C11 in everyday use.
static_assert(sizeof(int) == 4, "int");

#define NAME(x) _Generic((x), int : "int", double : "double", char * : "text", default : "other")

struct point {
    union {
        struct {
            int x, y;
        };
        int both[2];
    };
};

static noreturn void stop(int status) {
    exit(status);
}

int main(void) {
    struct point point = {.y = 7, .x = 3};
    printf("%s %s %s %s\n", NAME(1), NAME(1.0), NAME("x"), NAME(1L) + 0);
    printf("%d %d\n", point.both[0], point.both[1]);
    int size = point.x, matrix[size][size + 1];
    printf("%d\n", (int)(sizeof matrix / sizeof(int)));
    alignas(64) char buffer[10];
    printf("%d %d\n", (int)((uintptr_t)buffer % 64), (int)alignof(double) > 0);
    printf("%s\n", __func__);
    const char *text = "a"
                       "b"
                       "ü";
    printf("%s %d\n", text, (int)strlen(text));
    unsigned long long big = 0xffffffffffffffffULL;
    printf("%llu %lld\n", big / 10, (long long)(big >> 1));
    int array[] = {[5] = 6, [1] = 2};
    printf("%d %d\n", (int)(sizeof array / sizeof *array), array[1] + array[5]);
    fflush(stdout);
    stop(0);
}
