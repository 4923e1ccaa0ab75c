// Starts a student's program under strace, and reads what strace writes. strace runs as root and the program
// as the student, who can neither end the one nor write to its log. strace -u would give up root's rights
// before it attaches, for which it would need a capability that no container has; so `run` gives them up
// after that. The log is a FIFO that only root opens: it takes no space of the container, which a program
// could fill beforehand.
//
// tracer collect FIFO: make the FIFO, say "+" on standard error, copy what comes to standard output
// tracer run ID PROGRAM ARGUMENT...: become the user and the group of that number, then the program
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int collect(const char *path) {
    static char buffer[16384];
    ssize_t size;
    if (mkfifo(path, 0600) == -1 || write(STDERR_FILENO, "+", 1) != 1)
        return 1;
    int fifo = open(path, O_RDONLY);
    if (fifo == -1)
        return 1;
    while ((size = read(fifo, buffer, sizeof buffer)) > 0)
        if (write(STDOUT_FILENO, buffer, (size_t)size) != size)
            return 1;
    return size == 0 ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "collect") == 0)
        return collect(argv[2]);
    if (argc < 4 || strcmp(argv[1], "run") != 0)
        return 126;
    gid_t group = (gid_t)atoi(argv[2]);
    if (setgroups(1, &group) == -1 || setresgid(group, group, group) == -1 ||
        setresuid((uid_t)group, (uid_t)group, (uid_t)group) == -1)
        return 126;
    execv(argv[3], argv + 3);
    return 127;
}
