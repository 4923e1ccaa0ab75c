#include "../must.h"

#include <sys/uio.h>

// readv and writev, and a write at an offset that leaves the position alone.
int main(void) {
    int ends[2];
    char a[4] = "", b[8] = "", c[8] = "";
    struct iovec out[] = {{"ab", 2}, {"", 0}, {"cdefg", 5}}, in[] = {{a, 3}, {b, 7}};
    MUST(pipe(ends));
    printf("wrote %d\n", MUST(writev(ends[1], out, 3)));
    printf("read %d:", MUST(readv(ends[0], in, 2)));
    printf(" %s %s\n", a, b);
    int file = MUST(open("f", O_RDWR | O_CREAT | O_TRUNC, 0600));
    MUST(pwrite(file, "xyz", 3, 2));
    printf("position %d\n", (int)lseek(file, 0, SEEK_CUR));
    printf("size %d\n", MUST(preadv(file, (struct iovec[]){{c, 7}}, 1, 0)));
    printf("hole %d then %s\n", c[0] | c[1], c + 2);
    printf("on a pipe: %s\n", failure(pwrite(ends[1], "x", 1, 0)));
    unlink("f");
}
