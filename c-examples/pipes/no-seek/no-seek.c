// A pipe is an inode like a file, but it has no places to move to.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void try_lseek(const char *end, int fd, off_t offset, int whence) {
    if (lseek(fd, offset, whence) != -1)
        printf("lseek on the %s end: done\n", end);
    else if (errno == ESPIPE)
        printf("lseek on the %s end: ESPIPE\n", end);
    else
        die("lseek");
}

// What stands behind a descriptor: by fstat, and by its entry in /proc, which looks like a symbolic link.
static void tell_inode(const char *end, int fd) {
    struct stat status;
    if (fstat(fd, &status) == -1)
        die("fstat");
    printf("%s end: %s, inode %lu", end, S_ISFIFO(status.st_mode) ? "a pipe" : "no pipe",
           (unsigned long)status.st_ino);

    char path[64], target[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(path, target, sizeof target);
    if (length == -1)
        die("readlink");
    printf(", in /proc/self/fd %.*s\n", (int)length, target);
}

int main(void) {
    int p[2];
    char buf[64] = "";

    if (pipe(p) == -1)
        die("pipe");

    // Two descriptors, and behind them one inode, as with a file that is opened twice. No directory has a
    // name for it, so nobody else can open it: fork is the way to share it.
    tell_inode("read", p[0]);
    tell_inode("write", p[1]);

    if (write(p[1], "hi there", 9) != 9)
        die("write");

    // What was written waits in a ring, and reading takes it away: there is nothing before the next byte to
    // go back to. The kernel keeps the two positions with the pipe, one for all its readers and one for all
    // its writers, and not with an open file, where lseek would change it.
    try_lseek("read", p[0], 3, SEEK_SET);
    try_lseek("write", p[1], 0, SEEK_SET);
    try_lseek("read", p[0], 0, SEEK_CUR); // not even a question where we are

    ssize_t n = read(p[0], buf, sizeof buf - 1); // the attempts have changed nothing
    if (n == -1)
        die("read");
    printf("read: %d bytes: %s\n", (int)n, buf);

    if (close(p[0]) == -1 || close(p[1]) == -1)
        die("close");
    return EXIT_SUCCESS;
}
