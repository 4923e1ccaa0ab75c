// A stream client on the same machine: sends its arguments as one line and prints the answer.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char path[] = "server.sock";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n == -1)
            die("write");
        bytes += n;
        length -= (size_t)n;
    }
}

int main(int argc, char *argv[]) {
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    // No bind: the answer comes back over the connection, so a stream client needs no address. (With
    // datagrams it does: sockets/unix-datagram.) The path is looked up as any other: relative to the working
    // directory, and only who may write to the file may connect.
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");

    for (int i = 1; i < argc; i++) {
        write_all(fd, argv[i], strlen(argv[i]));
        write_all(fd, i + 1 < argc ? " " : "\n", 1);
    }

    char buf[64];
    ssize_t n;
    while ((n = read(fd, buf, sizeof buf)) > 0) // until the server closes
        if (fwrite(buf, 1, (size_t)n, stdout) != (size_t)n)
            die("fwrite");
    if (n == -1)
        die("read");

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
