#include "../must.h"

// Two processes that wait for each other's range: one is told.
static int lock(int fd, int command, off_t start) {
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = start, .l_len = 1};
    return fcntl(fd, command, &range);
}

int main(void) {
    int fd = MUST(open("deadlock", O_RDWR | O_CREAT, 0600)), ready[2];
    char byte;
    MUST(pipe(ready));
    MUST(lock(fd, F_SETLK, 0));
    pid_t child = fork_child();
    if (child == 0) {
        MUST(lock(fd, F_SETLK, 1));
        (void)!write(ready[1], "x", 1);
        int result = lock(fd, F_SETLKW, 0);
        _exit(result == -1 && errno == EDEADLK ? 35 : 0);
    }
    MUST(read(ready[0], &byte, 1));
    int result = lock(fd, F_SETLKW, 1), error = errno;
    bool told = result == -1 && error == EDEADLK;
    close(fd);
    bool child_told = ended(child) == 35;
    printf("one of them was told %d\n", told != child_told);
    unlink("deadlock");
}
