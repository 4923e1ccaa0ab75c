#include "../must.h"

// dup, O_APPEND, close on exec, positions that are shared.
int main(void) {
    char text[16] = "";
    int fd = MUST(open("file", O_RDWR | O_CREAT | O_TRUNC, 0600)), same = MUST(dup(fd)),
        other = MUST(open("file", O_RDWR));
    MUST(write(fd, "abcdef", 6));
    printf("shared %d, own %d\n", (int)lseek(same, 0, SEEK_CUR), (int)lseek(other, 0, SEEK_CUR));
    printf("lowest free: %d\n", MUST(fcntl(fd, F_DUPFD, 50)));
    printf("onto itself %d, bad: %s\n", dup2(fd, fd) == fd, failure(dup3(fd, fd, 0)));
    int append = MUST(open("file", O_WRONLY | O_APPEND));
    MUST(lseek(append, 0, SEEK_SET));
    MUST(write(append, "gh", 2));
    printf("appended %d", MUST(pread(fd, text, 15, 0)));
    printf(" %s\n", text);
    printf("flags %d\n",
           (fcntl(append, F_GETFL) & O_APPEND) && (fcntl(append, F_GETFL) & O_ACCMODE) == O_WRONLY);
    pid_t child = fork_child();
    if (child == 0) {
        MUST(lseek(fd, 2, SEEK_SET));
        _exit(0);
    }
    printf("child %d", ended(child));
    printf(" moved it to %d\n", (int)lseek(fd, 0, SEEK_CUR));
    printf("hole %d\n", (int)lseek(fd, 100000, SEEK_SET));
    MUST(write(fd, "x", 1));
    printf("first hole %d, data %d\n", lseek(fd, 0, SEEK_HOLE) >= 8, lseek(fd, 50000, SEEK_DATA) >= 50000);
    printf("read of a writing one: %s\n", failure(read(append, text, 1)));
    MUST(ftruncate(fd, 3));
    printf("cut %d\n", (int)lseek(fd, 0, SEEK_END));
    printf("closed: %s\n", failure(close(77)));
    unlink("file");
}
