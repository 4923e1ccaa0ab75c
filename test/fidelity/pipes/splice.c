#include "../must.h"

// Bytes from one pipe to another without a copy in the program: tee, splice, vmsplice.
#include <sys/uio.h>

int main(void) {
    int first[2], second[2];
    char text[16] = "";
    MUST(pipe(first));
    MUST(pipe(second));
    struct iovec piece = {.iov_base = "seven!!", .iov_len = 7};
    printf("vmsplice %d\n", MUST(vmsplice(first[1], &piece, 1, 0)));
    printf("tee %d\n", MUST(tee(first[0], second[1], 64, 0)));
    printf("read copy %d", MUST(read(second[0], text, 15)));
    printf(" %s\n", text);
    int file = MUST(open("out", O_RDWR | O_CREAT | O_TRUNC, 0600));
    printf("splice %d\n", MUST(splice(first[0], NULL, file, NULL, 64, 0)));
    printf("in file %d\n", MUST(pread(file, text, 15, 2)));
    printf("%.5s\n", text);
    printf("neither is a pipe: %s\n", failure(splice(file, NULL, file, NULL, 1, 0)));
    loff_t from = 4;
    printf("from offset %d\n", MUST(splice(file, &from, second[1], NULL, 64, 0)));
    unlink("out");
}
