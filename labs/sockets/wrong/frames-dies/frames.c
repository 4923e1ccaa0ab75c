// Sends each line of standard input as a frame, a length of four bytes in network byte order and so many
// bytes, and prints the frame that comes back for it. Usage: frames PORT
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LARGEST = 65536 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void fail(const char *what) {
    fprintf(stderr, "frames: %s\n", what);
    exit(EXIT_FAILURE);
}

static void write_all(int fd, const void *from, size_t length) {
    const char *bytes = from;
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n == -1)
            die("write");
        bytes += n;
        length -= (size_t)n;
    }
}

// A stream has no boundaries: a read gives what is there. So go on until all of it is.
static void read_all(int fd, void *to, size_t length) {
    char *bytes = to;
    while (length > 0) {
        ssize_t n = read(fd, bytes, length);
        if (n == -1)
            die("read");
        if (n == 0)
            fail("the server has gone in the middle of an answer");
        bytes += n;
        length -= (size_t)n;
    }
}

int main(int argc, char *argv[]) {
    static char buf[LARGEST + 2];

    if (argc != 2) {
        fprintf(stderr, "usage: frames PORT\n");
        return 2;
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");

    while (fgets(buf, sizeof buf, stdin) != NULL) {
        size_t length = strcspn(buf, "\n");
        uint32_t header = htonl((uint32_t)length);
        write_all(fd, &header, sizeof header);
        write_all(fd, buf, length);

        read_all(fd, &header, sizeof header);
        uint32_t answer = ntohl(header);
        if (answer > LARGEST) // a number from outside is no number to trust
            fail("the answer is longer than a frame can be");
        read_all(fd, buf, answer);
        buf[answer] = '\n';
        if (fwrite(buf, 1, answer + 1, stdout) != answer + 1)
            die("fwrite");
    }
    close(fd);
    return EXIT_SUCCESS;
}
