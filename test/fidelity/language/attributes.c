#include "../must.h"

// What attributes promise: layout, constructors, cleanup, aliases, weak ones.
struct __attribute__((packed)) packed {
    char letter;
    int number;
    short rest;
};

struct aligned {
    char letter;
    int number __attribute__((aligned(32)));
};

__attribute__((constructor)) static void before(void) {
    printf("before main\n");
}

__attribute__((destructor)) static void after(void) {
    printf("after main\n");
}

static void leave(int *number) {
    printf("leaving %d\n", *number);
}

int nowhere(void) __attribute__((weak));

int main(void) {
    printf("%d %d\n", (int)sizeof(struct packed), (int)sizeof(struct aligned));
    {
        int number __attribute__((cleanup(leave))) = 4;
        number++;
    }
    printf("weak %d\n", nowhere == NULL);
}
