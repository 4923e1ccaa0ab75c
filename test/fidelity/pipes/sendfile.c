#include "../must.h"

#include <sys/sendfile.h>
#include <sys/socket.h>

// From a file to a socket and to a file; copy_file_range.
int main(void) {
    int pair[2];
    char text[32] = "";
    int file = MUST(open("in", O_RDWR | O_CREAT | O_TRUNC, 0600));
    MUST(write(file, "0123456789", 10));
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    off_t at = 3;
    printf("sendfile %d", MUST(sendfile(pair[0], file, &at, 4)));
    printf(", offset %d\n", (int)at);
    printf("read %d %.4s\n", MUST(read(pair[1], text, 31)), text);
    int copy = MUST(open("copy", O_RDWR | O_CREAT | O_TRUNC, 0600));
    loff_t from = 5;
    printf("copy %d\n", MUST(copy_file_range(file, &from, copy, NULL, 100, 0)));
    printf("%d %.5s\n", MUST(pread(copy, text, 31, 0)), text);
    unlink("in");
    unlink("copy");
}
