// A TCP client: sends its arguments as one line, word by word, and prints what comes back.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5460, CHUNK = 8 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A write may take only a part: go on with the rest.
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
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    // No bind: the system gives a client's socket an address of its own when it connects.
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");

    // Several writes, one line. How many reads it takes on the other side is not for us to say.
    for (int i = 1; i < argc; i++) {
        write_all(fd, argv[i], strlen(argv[i]));
        write_all(fd, i + 1 < argc ? " " : "\n", 1);
    }

    // The server closes after its answer: until then there may be more.
    char buf[CHUNK];
    ssize_t n;
    while ((n = read(fd, buf, sizeof buf)) > 0)
        if (fwrite(buf, 1, (size_t)n, stdout) != (size_t)n)
            die("fwrite");
    if (n == -1)
        die("read");

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
