// The sending party: some ordinary data, one urgent byte, some more ordinary data.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5466 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void send_text(int fd, const char *text, int flags) {
    if (send(fd, text, strlen(text), flags) != (ssize_t)strlen(text))
        die("send");
}

int main(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");

    send_text(fd, "hello", 0);
    char ok;
    if (recv(fd, &ok, 1, 0) != 1) // the receiver has looked its fill and is ready for SIGURG
        die("recv");

    send_text(fd, "abc", 0);
    send_text(fd, "!", MSG_OOB); // one byte: TCP has room for a mark, not for a second stream
    send_text(fd, "def", 0);

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
