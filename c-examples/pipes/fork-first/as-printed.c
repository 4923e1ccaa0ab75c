// fork comes before pipe: each process makes a pipe of its own, and nothing gets across.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BUFFER_SIZE = 64 };

static const char write_msg[] = "hi there";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Which pipe a descriptor stands for: its inode tells one from another.
static void tell_pipe(const char *who, int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) == -1)
        die("fstat");
    printf("%s: has pipe %lu\n", who, (unsigned long)status.st_ino);
}

int main(void) {
    int fd[2], status;
    char read_msg[BUFFER_SIZE];

    // Each line leaves at once: no line is left for fork to copy, and none is lost with a process that a
    // signal ends.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    pid_t pid = fork();
    if (pid == -1)
        die("fork");

    // The fault: there are two processes by now. Both come here, each makes a pipe of its own, and neither
    // can reach the other's. That the numbers in fd are the same in both means nothing.
    if (pipe(fd) == -1)
        die("pipe");
    tell_pipe(pid > 0 ? "parent" : "child", fd[0]);

    if (pid > 0) {
        if (close(fd[0]) == -1) // this was the only read end of the parent's pipe
            die("close in the parent");
        // Nobody can read here any more: the write ends the parent with SIGPIPE.
        if (write(fd[1], write_msg, strlen(write_msg)) != (ssize_t)strlen(write_msg))
            die("write");
        printf("parent: has written\n");
        if (close(fd[1]) == -1)
            die("close of the write end");
        if (wait(&status) == -1)
            die("wait");
        return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
    }

    if (close(fd[1]) == -1) // this was the only write end of the child's pipe
        die("close in the child");
    // Empty, and no writer left: the end of file, at once. The child does not even wait for the parent.
    ssize_t n = read(fd[0], read_msg, BUFFER_SIZE);
    if (n == -1)
        die("read");
    printf("child: read gives %d bytes: \"%.*s\"\n", (int)n, (int)n, read_msg);
    if (close(fd[0]) == -1)
        die("close of the read end");
    return EXIT_SUCCESS;
}
