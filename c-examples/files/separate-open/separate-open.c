// Parent and child each open the file: two entries, two offsets, nothing shared but the file.
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char path[] = "separate.txt";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Where the next read or write would be. A move by 0 bytes from where we are moves nothing and tells the
// place.
static void tell_offset(const char *who, int fd) {
    off_t offset = lseek(fd, 0, SEEK_CUR);
    if (offset == -1)
        die("lseek");
    printf("%s: the offset is %d\n", who, (int)offset);
}

static void tell_read(int fd) {
    char buf[64];
    ssize_t n = read(fd, buf, sizeof buf);
    if (n == -1)
        die("read");
    printf("parent: read gives %d bytes: \"%.*s\"\n", (int)n, (int)n, buf);
}

int main(void) {
    int pid, status;

    // Each line leaves at once, also into a file or a pipe: none is left for fork to copy.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666); // the first open: the parent's entry and offset
    if (fd == -1)
        die("open in the parent");
    tell_offset("parent", fd);

    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        // The child has the parent's descriptor as well, and does not use it. The second open of the same
        // name makes a second entry, with an offset that nobody else moves.
        int own = open(path, O_WRONLY);
        if (own == -1)
            die("open in the child");
        if (write(own, "HELLO", 5) != 5)
            die("write");
        tell_offset("child", own);
        exit(EXIT_SUCCESS);
    }
    if (wait(&status) == -1) // from here on the child has written
        die("wait");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        return EXIT_FAILURE;

    // The file has grown, the offset has stayed: no lseek is needed to read what the child wrote.
    tell_offset("parent", fd);
    tell_read(fd);
    tell_offset("parent", fd);

    if (close(fd) == -1)
        die("close");
    if (unlink(path) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
