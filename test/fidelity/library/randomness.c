#include "../must.h"

#include <sys/random.h>

// Chance from the kernel.
int main(void) {
    unsigned char a[16] = {0}, b[16] = {0}, many[257];
    printf("%d %d\n", MUST(getrandom(a, 16, 0)), MUST(getrandom(b, 16, GRND_NONBLOCK)));
    printf("differ %d\n", memcmp(a, b, 16) != 0);
    printf("%d\n", getentropy(a, 16));
    int fd = MUST(open("/dev/urandom", O_RDONLY));
    printf("%d\n", MUST(read(fd, b, 16)));
    printf("differ %d\n", memcmp(a, b, 16) != 0);
    printf("too much: %s\n", failure(getentropy(many, 257)));
    arc4random_buf(a, 16);
    printf("below %d\n", arc4random_uniform(10) < 10);
}
