// The receiving party: looks at data without taking it, and gets one urgent byte past the others.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5466 };

static volatile sig_atomic_t urgent;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void on_urgent(int sig) {
    (void)sig;
    urgent = 1;
}

static void show(const char *what, int fd, int flags) {
    char buf[64];
    ssize_t n = recv(fd, buf, sizeof buf, flags);
    if (n == -1)
        printf("receiver: %s: %s\n", what, strerror(errno));
    else
        printf("receiver: %s: \"%.*s\"\n", what, (int)n, buf);
}

// Ordinary data up to the mark, the place in the stream where the urgent byte was sent. A read never goes
// past it, even when more is there.
static void read_to_mark(int fd) {
    char buf[64];
    size_t length = 0;
    int at_mark;
    while ((at_mark = sockatmark(fd)) == 0 && length < sizeof buf) {
        ssize_t n = recv(fd, buf + length, sizeof buf - length, 0);
        if (n == -1)
            die("recv");
        if (n == 0)
            break;
        length += (size_t)n;
    }
    if (at_mark == -1)
        die("sockatmark");
    printf("receiver: up to the mark: \"%.*s\"\n", (int)length, buf);
}

static void read_to_end(int fd) {
    char buf[64];
    size_t length = 0;
    ssize_t n;
    while (length < sizeof buf && (n = recv(fd, buf + length, sizeof buf - length, 0)) != 0) {
        if (n == -1)
            die("recv");
        length += (size_t)n;
    }
    printf("receiver: after the mark: \"%.*s\"\n", (int)length, buf);
}

static int take_one_client(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    int on = 1; // see sockets/inet-stream
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 1) == -1)
        die("listen");
    printf("receiver: listening on 127.0.0.1 port %d\n", PORT);
    int fd = accept(listener, NULL, NULL);
    if (fd == -1)
        die("accept");
    if (close(listener) == -1)
        die("close");
    return fd;
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    int fd = take_one_client();

    show("peek", fd, MSG_PEEK); // waits as any receive, then copies and leaves everything where it is
    show("peek again", fd, MSG_PEEK);
    show("take", fd, 0);
    show("look for more", fd, MSG_DONTWAIT);

    // SIGURG is for whoever owns the socket, and at first nobody does. It is blocked until we wait for it: it
    // may come between the test and the wait, and we would then wait for a second one.
    sigset_t block, before;
    struct sigaction action = {.sa_handler = on_urgent};
    if (sigemptyset(&action.sa_mask) == -1 || sigemptyset(&block) == -1 || sigaddset(&block, SIGURG) == -1)
        die("sigemptyset");
    if (sigaction(SIGURG, &action, NULL) == -1)
        die("sigaction");
    if (sigprocmask(SIG_BLOCK, &block, &before) == -1)
        die("sigprocmask");
    if (fcntl(fd, F_SETOWN, getpid()) == -1)
        die("F_SETOWN");

    if (send(fd, "k", 1, 0) != 1) // the sender waits for this
        die("send");
    while (!urgent)
        sigsuspend(&before); // lets SIGURG in and waits, in one step
    printf("receiver: SIGURG\n");

    show("out of band", fd, MSG_OOB); // sent after "abc", and here before it
    show("out of band again", fd, MSG_OOB);
    read_to_mark(fd);
    read_to_end(fd); // the urgent byte is not in here either: it is not part of the ordinary data

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
