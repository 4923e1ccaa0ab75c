#include "../must.h"

// fcntl locks: of a process, of bytes, with a deadlock that is noticed.
static int lock(int fd, int command, short kind, off_t start, off_t length) {
    struct flock range = {.l_type = kind, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    return fcntl(fd, command, &range);
}

int main(void) {
    int fd = MUST(open("locked", O_RDWR | O_CREAT | O_TRUNC, 0600)), to_child[2], to_parent[2];
    char byte = 0;
    MUST(pipe(to_child));
    MUST(pipe(to_parent));
    MUST(lock(fd, F_SETLK, F_WRLCK, 0, 10));
    pid_t parent = getpid(), child = fork_child();
    if (child == 0) {
        struct flock who = {.l_type = F_WRLCK, .l_len = 5};
        MUST(fcntl(fd, F_GETLK, &who));
        printf("held by the parent %d, %s\n", who.l_pid == parent, failure(lock(fd, F_SETLK, F_RDLCK, 5, 1)));
        printf("beside it %d\n", lock(fd, F_SETLK, F_WRLCK, 10, 10));
        fflush(stdout);
        (void)!write(to_parent[1], "x", 1);
        (void)!read(to_child[0], &byte, 1);
        _exit(lock(fd, F_SETLKW, F_WRLCK, 0, 1) == -1 ? 1 : 0);
    }
    MUST(read(to_parent[0], &byte, 1));
    printf("the child's: %s\n", failure(lock(fd, F_SETLK, F_WRLCK, 15, 1)));
    close(dup(fd));
    MUST(write(to_child[1], "x", 1));
    printf("lost by any close: child got it %d\n", ended(child));
    MUST(lock(fd, F_SETLK, F_UNLCK, 0, 0));
    unlink("locked");
}
