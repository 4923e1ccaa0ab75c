// After shutdown on one side with 0, 1 and 2: what each side can still do, on a TCP and on a Unix connection.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Both ends of a TCP connection in one process. connect does not wait for accept, so one after the other will
// do.
static void tcp_pair(int ends[2]) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(0)}; // any free port
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener == -1 || bind(listener, (struct sockaddr *)&address, sizeof address) == -1 ||
        getsockname(listener, (struct sockaddr *)&address, &size) == -1 || listen(listener, 1) == -1)
        die("listener");
    if ((ends[0] = socket(AF_INET, SOCK_STREAM, 0)) == -1 ||
        connect(ends[0], (struct sockaddr *)&address, size) == -1)
        die("connect");
    if ((ends[1] = accept(listener, NULL, NULL)) == -1)
        die("accept");
    if (close(listener) == -1)
        die("close");
}

static void show_write(const char *who, int fd) {
    if (write(fd, "x", 1) == 1)
        printf("  %s writes: taken\n", who);
    else
        printf("  %s writes: %s\n", who, strerror(errno));
}

static void show_read(const char *who, int fd, int flags) {
    char byte;
    ssize_t n = recv(fd, &byte, 1, flags);
    if (n == -1 && errno == EAGAIN)
        printf("  %s reads: nothing yet\n", who);
    else if (n == -1)
        printf("  %s reads: %s\n", who, strerror(errno));
    else
        printf("  %s reads: %s\n", who, n == 0 ? "end of file" : "the byte");
}

static void try_mode(const char *kind, int ends[2], int mode) {
    int a = ends[0], b = ends[1];
    printf("%s, A calls shutdown with %d\n", kind, mode);
    if (shutdown(a, mode) == -1)
        die("shutdown");
    show_read("A", a, MSG_DONTWAIT); // a read that would wait is one that is still open
    show_write("A", a);
    show_read("B", b, 0); // waits: what A has sent, if only the end of file, may take a moment
    show_write("B", b);
    if (mode == SHUT_WR)
        show_read("A", a, 0);             // the way back is open as before
    if (close(a) == -1 || close(b) == -1) // shutdown is not close: both descriptors are still there
        die("close");
}

int main(void) {
    const int modes[] = {SHUT_RD, SHUT_WR, SHUT_RDWR}; // 0, 1 and 2
    int ends[2];

    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) // so that such a write fails with EPIPE and does not kill us
        die("signal");

    for (int i = 0; i < 3; i++) {
        tcp_pair(ends);
        try_mode("TCP", ends, modes[i]);
    }
    for (int i = 0; i < 3; i++) {
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
            die("socketpair");
        try_mode("Unix", ends, modes[i]);
    }
    return EXIT_SUCCESS;
}
