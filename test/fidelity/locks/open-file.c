#include "../must.h"

#include <sys/file.h>

// Locks of an open file (OFD) and flock: shared by dup, not by another open.
static int ofd(int fd, short kind) {
    struct flock range = {.l_type = kind, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
    return fcntl(fd, F_OFD_SETLK, &range);
}

int main(void) {
    int first = MUST(open("ofd", O_RDWR | O_CREAT, 0600)), second = MUST(open("ofd", O_RDWR)),
        same = MUST(dup(first));
    MUST(ofd(first, F_WRLCK));
    printf("other open file: %s\n", failure(ofd(second, F_WRLCK)));
    printf("the same by dup: %s\n", failure(ofd(same, F_WRLCK)));
    close(same);
    printf("still held: %s\n", failure(ofd(second, F_RDLCK)));
    close(first);
    printf("closed: %s\n", failure(ofd(second, F_WRLCK)));
    MUST(ofd(second, F_UNLCK));
    first = MUST(open("ofd", O_RDWR));
    MUST(flock(first, LOCK_SH));
    printf("two share %d\n", flock(second, LOCK_SH | LOCK_NB));
    printf("alone: %s\n", failure(flock(second, LOCK_EX | LOCK_NB)));
    MUST(flock(first, LOCK_UN));
    printf("alone %d\n", flock(second, LOCK_EX | LOCK_NB));
    pid_t child = fork_child();
    if (child == 0) {
        close(second);
        _exit(flock(first, LOCK_EX | LOCK_NB) == -1 && errno == EWOULDBLOCK);
    }
    printf("held by the parent: %d\n", ended(child));
    printf("lockf %s\n", failure(lockf(first, F_TLOCK, 1)));
    unlink("ofd");
}
