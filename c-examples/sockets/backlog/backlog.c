// More clients than the backlog of listen. Nobody accepts at first, so what is taken on waits in the queue.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 2, CLIENTS = 5, QUIET = 500, LONGEST = 8000 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A connect that returns at once and goes on in the background.
static int begin_connect(const struct sockaddr_in *address) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (fcntl(fd, F_SETFL, O_NONBLOCK) == -1)
        die("fcntl");
    if (connect(fd, (const struct sockaddr *)address, sizeof *address) == -1 && errno != EINPROGRESS)
        die("connect");
    return fd;
}

// A socket whose connect is complete can be written. Returns when all are, or when nothing has happened for
// so many milliseconds.
static int connected(const int fds[], int milliseconds) {
    struct pollfd waiting[CLIENTS];
    int count = 0, ready = 1;
    for (int i = 0; i < CLIENTS; i++)
        waiting[i] = (struct pollfd){.fd = fds[i], .events = POLLOUT};
    while (count < CLIENTS && ready > 0) {
        if ((ready = poll(waiting, CLIENTS, milliseconds)) == -1)
            die("poll");
        for (int i = 0; i < CLIENTS; i++) {
            if (waiting[i].fd == -1 || waiting[i].revents == 0)
                continue;
            int error;
            socklen_t size = sizeof error;
            if (getsockopt(fds[i], SOL_SOCKET, SO_ERROR, &error, &size) == -1)
                die("getsockopt");
            if (error != 0) {
                fprintf(stderr, "client %d: %s\n", i + 1, strerror(error));
                exit(EXIT_FAILURE);
            }
            waiting[i].fd = -1; // poll passes over it from now on
            count++;
        }
    }
    for (int i = 0; i < CLIENTS; i++)
        printf("client %d: %s\n", i + 1, waiting[i].fd == -1 ? "connected" : "waiting");
    return count;
}

int main(void) {
    int clients[CLIENTS];

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(0)}; // any free port
    socklen_t size = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (getsockname(listener, (struct sockaddr *)&address, &size) == -1)
        die("getsockname");
    if (listen(listener, BACKLOG) == -1)
        die("listen");

    for (int i = 0; i < CLIENTS; i++)
        clients[i] = begin_connect(&address);
    printf("-- a backlog of %d, and nobody accepts\n", BACKLOG);
    int before = connected(clients, QUIET);
    printf("%d of %d connected\n", before, CLIENTS);

    // For the client the connection is there: it can send already, and the kernel keeps the bytes.
    if (write(clients[0], "early", 5) != 5)
        die("write");

    // Each accept makes room for one. The ones that wait do not notice at once: their request was dropped,
    // and they try again after 1, 3, 7 seconds.
    printf("-- now the server accepts\n");
    for (int i = 0; i < CLIENTS; i++) {
        struct pollfd pending = {.fd = listener, .events = POLLIN};
        int ready = poll(&pending, 1, LONGEST);
        if (ready == -1)
            die("poll");
        if (ready == 0)
            break;
        int connection = accept(listener, NULL, NULL);
        if (connection == -1)
            die("accept");
        if (i == 0) { // first come, first served
            char text[16];
            ssize_t n = read(connection, text, sizeof text);
            if (n == -1)
                die("read");
            printf("server: the first one had already sent \"%.*s\"\n", (int)n, text);
        }
        if (close(connection) == -1)
            die("close");
    }
    int after = connected(clients, QUIET);
    printf("%d of %d connected\n", after, CLIENTS);

    for (int i = 0; i < CLIENTS; i++)
        if (close(clients[i]) == -1)
            die("close");
    if (close(listener) == -1)
        die("close");
    return EXIT_SUCCESS;
}
