// One file mapped twice: a store through MAP_SHARED is a store in the file, one through MAP_PRIVATE is not.
// Usage: shared-and-private FILE
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LENGTH = 12 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// What the file holds for everybody else: opened anew and read, with no mapping involved.
static void show(const char *when, const char *file, const char *shared, const char *private) {
    char buf[LENGTH];
    int fd = open(file, O_RDONLY);
    if (fd == -1)
        die("open");
    if (read(fd, buf, LENGTH) != LENGTH)
        die("read");
    if (close(fd) == -1)
        die("close");
    printf("%s: file \"%.*s\", shared \"%.*s\", private \"%.*s\"\n", when, LENGTH, buf, LENGTH, shared,
           LENGTH, private);
}

int main(int argc, char *argv[]) {
    const char *file = argc > 1 ? argv[1] : "data";

    int fd = open(file, O_RDWR); // O_RDWR for the shared mapping; the private one would do with O_RDONLY
    if (fd == -1)
        die(file);
    struct stat info;
    if (fstat(fd, &info) == -1)
        die("fstat");
    if (info.st_size < LENGTH) { // to touch a page that the file does not reach is SIGBUS
        fprintf(stderr, "%s: too short\n", file);
        return EXIT_FAILURE;
    }

    char *shared = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *private = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (shared == MAP_FAILED || private == MAP_FAILED)
        die("mmap");

    // A mapping does not need the descriptor: the file stays in use until munmap.
    if (close(fd) == -1)
        die("close");
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
        printf("the descriptor is closed\n");
    show("mapped", file, shared, private);

    // The first store gives this mapping a copy of the page, which nobody else sees (copy on write).
    memcpy(private, "AAAA", 4);
    show("private store", file, shared, private);

    // This is the page that the kernel itself has for the file: every read gets it from here. The private
    // mapping's page has been a copy since its own store, so it misses this one.
    memcpy(shared + 8, "BBBB", 4);
    show("shared store", file, shared, private);

    if (munmap(shared, LENGTH) == -1 || munmap(private, LENGTH) == -1)
        die("munmap");
    return EXIT_SUCCESS;
}
