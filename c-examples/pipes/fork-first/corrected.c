// pipe comes before fork: there is one pipe, and both processes have it.
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

    if (pipe(fd) == -1)
        die("pipe");

    // One pipe is there, and fork gives the child descriptors for this same one.
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    tell_pipe(pid > 0 ? "parent" : "child", fd[0]);

    if (pid > 0) {
        if (close(fd[0]) == -1) // the child's is left
            die("close in the parent");
        // The child has a read end of this pipe, so the bytes have somewhere to go.
        if (write(fd[1], write_msg, strlen(write_msg)) != (ssize_t)strlen(write_msg))
            die("write");
        printf("parent: has written\n");
        if (close(fd[1]) == -1)
            die("close of the write end");
        if (wait(&status) == -1)
            die("wait");
        return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
    }

    if (close(fd[1]) == -1) // the parent's is left
        die("close in the child");
    // Waits until the parent has written.
    ssize_t n = read(fd[0], read_msg, BUFFER_SIZE);
    if (n == -1)
        die("read");
    printf("child: read gives %d bytes: \"%.*s\"\n", (int)n, (int)n, read_msg);
    if (close(fd[0]) == -1)
        die("close of the read end");
    return EXIT_SUCCESS;
}
