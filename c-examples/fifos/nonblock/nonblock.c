// Opening a FIFO with O_NONBLOCK: for reading it returns at once, for writing it fails as long as nobody
// reads.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char path[] = "fifo1";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// One process can have both ends here: neither open waits for the other.
static int try_open(const char *what, int flags) {
    int fd = open(path, flags);
    if (fd != -1)
        printf("open for %s: done\n", what);
    else if (errno == ENXIO)
        printf("open for %s: ENXIO\n", what);
    else
        die("open");
    return fd;
}

static void try_read(int fd) {
    char buf[64];
    ssize_t n = read(fd, buf, sizeof buf);
    if (n != -1)
        printf("read: %d bytes\n", (int)n);
    else if (errno == EAGAIN)
        printf("read: EAGAIN\n");
    else
        die("read");
}

int main(void) {
    // Each line leaves at once: who watches must see where we wait, if we do.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (mkfifo(path, 0666) == -1)
        die("mkfifo");

    // Nobody reads. A writer that does not want to wait for a reader cannot have the FIFO: whatever it wrote
    // would end it with SIGPIPE.
    if (try_open("writing", O_WRONLY | O_NONBLOCK) != -1)
        return EXIT_FAILURE;

    // Nobody writes. A reader gets the FIFO all the same, as there is no harm in finding nothing.
    int reader = try_open("reading", O_RDONLY | O_NONBLOCK);
    if (reader == -1)
        return EXIT_FAILURE;
    try_read(reader); // no writer: the end of file, although nobody has ever written

    // Now somebody reads, so the same call as above succeeds.
    int writer = try_open("writing", O_WRONLY | O_NONBLOCK);
    if (writer == -1)
        return EXIT_FAILURE;
    try_read(reader); // a writer, and nothing written: this is where a read would have to wait

    if (write(writer, "hi there", 9) != 9)
        die("write");
    try_read(reader);

    if (close(writer) == -1)
        die("close of the write end");
    try_read(reader); // no writer any more: the end of file again

    if (close(reader) == -1)
        die("close of the read end");
    if (unlink(path) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
