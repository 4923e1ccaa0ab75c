// Parent and child have one file open together, and so they share one offset.
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char path[] = "shared.txt";

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

    // open makes an entry in the system's table of open files, and the offset is in that entry. What we get
    // is a descriptor, a number that stands for the entry.
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
    if (fd == -1)
        die("open");
    tell_offset("parent", fd);

    // fork copies the descriptor and not the entry: both processes' fd stands for the same entry.
    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        if (write(fd, "HELLO", 5) != 5)
            die("write");
        tell_offset("child", fd);
        exit(EXIT_SUCCESS); // closes the child's descriptor; the entry stays, the parent has it too
    }
    if (wait(&status) == -1) // from here on the child has written
        die("wait");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        return EXIT_FAILURE;

    // The parent has neither read nor written. All the same it stands behind what the child wrote.
    tell_offset("parent", fd);
    tell_read(fd);

    // Back to the beginning. This would move the child, too, if it were still there.
    if (lseek(fd, 0, SEEK_SET) == -1)
        die("lseek");
    printf("parent: back to 0\n");
    tell_read(fd);

    if (close(fd) == -1)
        die("close");
    if (unlink(path) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
