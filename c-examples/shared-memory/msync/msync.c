// A mapped file: what is stored in the memory is seen by everyone who opens the file. Usage: msync FILE
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static const char before[] = "old text in the file";
static const char after[] = "new text, by a store";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Another process opens the file by its name and reads it. It has no mapping and no descriptor of ours.
static void another_open(const char *path, const char *when) {
    int status;
    fflush(stdout); // fork copies what is left in the buffer
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        char text[sizeof before];
        int fd = open(path, O_RDONLY);
        if (fd == -1)
            die("open in the child");
        ssize_t n = read(fd, text, sizeof text - 1);
        if (n == -1)
            die("read");
        printf("%s: another open reads \"%.*s\"\n", when, (int)n, text);
        exit(EXIT_SUCCESS);
    }
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    const size_t length = strlen(before);
    if (argc != 2) {
        fprintf(stderr, "usage: msync FILE\n");
        return EXIT_FAILURE;
    }

    int fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1)
        die("open");
    if (write(fd, before, length) != (ssize_t)length)
        die("write");

    // MAP_SHARED: the mapping is the file. With MAP_PRIVATE the first store would make a copy.
    char *map = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED)
        die("mmap");
    if (close(fd) == -1) // the mapping does not need the descriptor
        die("close");
    another_open(argv[1], "at first");

    memcpy(map, after, length); // no call: nothing tells the system that the file has changed

    // MS_SYNC waits until the file system has written it. From then on POSIX promises that others read it.
    if (msync(map, length, MS_SYNC) == -1)
        die("msync");
    another_open(argv[1], "after msync");

    // Both at once would be "wait" and "do not wait".
    if (msync(map, length, MS_SYNC | MS_ASYNC) != -1 || errno != EINVAL)
        die("msync(MS_SYNC | MS_ASYNC)");
    printf("MS_SYNC | MS_ASYNC: EINVAL\n");
    // It takes whole pages, so it begins at the start of one.
    if (msync(map + 1, length - 1, MS_SYNC) != -1 || errno != EINVAL)
        die("msync of a part");
    printf("not at the start of a page: EINVAL\n");

    if (munmap(map, length) == -1)
        die("munmap");
    // There has to be a mapping to write back.
    if (msync(map, length, MS_SYNC) != -1 || errno != ENOMEM)
        die("msync after munmap");
    printf("after munmap: ENOMEM\n");
    return EXIT_SUCCESS;
}
