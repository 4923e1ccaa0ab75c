// What the kernel keeps for a socket, level by level, as /proc shows it of this very process:
// descriptor -> open file -> inode -> socket, with its addresses and queues.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PORT = 5468 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// files_struct: one entry for each descriptor, which leads to an open file. /proc/self/fd has a link for
// each, and for a socket it reads socket:[number of the inode].
static void show_entry(const char *name, int fd) {
    char path[64], target[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(path, target, sizeof target - 1);
    if (n == -1)
        die(path);
    target[n] = '\0';
    printf("%s: descriptor %d -> %s\n", name, fd, target);
}

// file: the flags are kept here, so they are the same for every descriptor of one open file. In octal.
static void show_file(const char *name, int fd) {
    char path[64], line[128];
    unsigned flags;
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", fd);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        die(path);
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "flags: %o", &flags) == 1)
            printf("%s: O_NONBLOCK %s\n", name, flags & O_NONBLOCK ? "on" : "off");
    if (fclose(file) == EOF)
        die("fclose");
}

// inode: stat works on a socket as on a file. There is no f_inode to look at, but its number is told.
static unsigned long show_inode(const char *name, int fd) {
    struct stat status;
    if (fstat(fd, &status) == -1)
        die("fstat");
    printf("%s: inode %lu, %s\n", name, (unsigned long)status.st_ino,
           S_ISSOCK(status.st_mode) ? "a socket" : "not a socket");
    return (unsigned long)status.st_ino;
}

// socket: what socket() was told.
static void show_socket(const char *name, int fd) {
    int type;
    struct sockaddr_in address;
    socklen_t type_size = sizeof type, address_size = sizeof address;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &type_size) == -1)
        die("getsockopt");
    if (getsockname(fd, (struct sockaddr *)&address, &address_size) == -1)
        die("getsockname");
    printf("%s: type %s, family %s\n", name, type == SOCK_STREAM ? "SOCK_STREAM" : "another",
           address.sin_family == AF_INET ? "AF_INET" : "another");
}

// sock: addresses, state and queues. /proc/net/tcp has a line for each, with the inode's number in it. The
// addresses are printed there as the numbers that they are in memory, in network byte order.
static void show_sock(const char *name, unsigned long inode) {
    char line[256];
    int found = 0;
    FILE *file = fopen("/proc/net/tcp", "r");
    if (file == NULL)
        die("/proc/net/tcp");
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned local, local_port, remote, remote_port, state, to_send, to_read;
        unsigned long number;
        if (sscanf(line, "%*d: %x:%x %x:%x %x %x:%x %*x:%*x %*x %*u %*u %lu", &local, &local_port, &remote,
                   &remote_port, &state, &to_send, &to_read, &number) != 8 ||
            number != inode)
            continue;
        char from[INET_ADDRSTRLEN], to[INET_ADDRSTRLEN];
        if (inet_ntop(AF_INET, &local, from, sizeof from) == NULL ||
            inet_ntop(AF_INET, &remote, to, sizeof to) == NULL)
            die("inet_ntop");
        printf("%s: %s port %u to %s port %u, %s, receive queue %u\n", name, from, local_port, to,
               remote_port,
               state == 0x0A   ? "LISTEN"
               : state == 0x01 ? "ESTABLISHED"
                               : "another state",
               to_read);
        found = 1;
    }
    if (fclose(file) == EOF)
        die("fclose");
    if (!found)
        printf("%s: no address yet, not in the table\n", name);
}

int main(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");

    printf("-- files_struct: two entries, one open file\n");
    int copy = dup(listener);
    if (copy == -1)
        die("dup");
    show_entry("listener", listener);
    show_entry("copy", copy);

    printf("-- file: what is set through one descriptor is seen through the other\n");
    show_file("copy", copy);
    if (fcntl(listener, F_SETFL, O_NONBLOCK) == -1)
        die("F_SETFL");
    show_file("copy", copy);
    if (fcntl(listener, F_SETFL, 0) == -1) // accept shall wait again
        die("F_SETFL");

    printf("-- inode and socket\n");
    unsigned long inode = show_inode("listener", listener);
    show_socket("listener", listener);

    printf("-- sock: bind and listen fill it in\n");
    show_sock("listener", inode);
    int on = 1; // see sockets/inet-stream
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    show_sock("listener", inode);

    printf("-- connect: the new connection waits in the listener's queue\n");
    int client = socket(AF_INET, SOCK_STREAM, 0);
    if (client == -1)
        die("socket");
    if (connect(client, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");
    show_sock("listener", inode);

    printf("-- accept: it gets an inode, an open file and a descriptor\n");
    int connection = accept(listener, NULL, NULL);
    if (connection == -1)
        die("accept");
    show_sock("listener", inode);
    show_entry("client", client);
    unsigned long client_inode = show_inode("client", client);
    show_sock("client", client_inode);
    show_entry("connection", connection);
    unsigned long connection_inode = show_inode("connection", connection);
    show_sock("connection", connection_inode);

    printf("-- write: the bytes are in the other side's queue until it reads them\n");
    char bytes[5] = "hello"; // exactly these, no terminator
    if (write(client, bytes, sizeof bytes) != (ssize_t)sizeof bytes)
        die("write");
    if (recv(connection, bytes, sizeof bytes, MSG_PEEK | MSG_WAITALL) !=
        (ssize_t)sizeof bytes) // they are there
        die("recv");
    show_sock("connection", connection_inode);
    if (read(connection, bytes, sizeof bytes) != (ssize_t)sizeof bytes)
        die("read");
    show_sock("connection", connection_inode);

    if (close(connection) == -1 || close(client) == -1 || close(copy) == -1 || close(listener) == -1)
        die("close");
    return EXIT_SUCCESS;
}
