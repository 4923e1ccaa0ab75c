// Becomes a student's program below strace, which runs as root so that the student can neither end it nor
// write to its log. strace -u would give up root's rights before it attaches, for which it would need a
// capability that no container has; so this gives them up after that.
//
// tracer ID PROGRAM ARGUMENT...: become the user and the group of that number, then the program
#define _GNU_SOURCE
#include <grp.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 3)
        return 126;
    gid_t group = (gid_t)atoi(argv[1]);
    if (setgroups(1, &group) == -1 || setresgid(group, group, group) == -1 ||
        setresuid((uid_t)group, (uid_t)group, (uid_t)group) == -1)
        return 126;
    execv(argv[2], argv + 2);
    return 127;
}
