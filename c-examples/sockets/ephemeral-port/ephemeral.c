// Who picks the port when the program does not: bind to port 0, listen without bind, connect without bind.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static int make_socket(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((in_port_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// The port of our own end. bind takes the address as it was given and does not write the choice back into it:
// getsockname is the only way to learn it.
static int port_of(int fd) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &size) == -1)
        die("getsockname");
    return ntohs(address.sin_port);
}

// The ports that the system picks from.
static void read_range(int *low, int *high) {
    FILE *file = fopen("/proc/sys/net/ipv4/ip_local_port_range", "r");
    if (file == NULL)
        die("ip_local_port_range");
    if (fscanf(file, "%d %d", low, high) != 2) {
        fprintf(stderr, "ip_local_port_range: not two numbers\n");
        exit(EXIT_FAILURE);
    }
    if (fclose(file) == EOF)
        die("fclose");
}

int main(void) {
    int low, high;
    struct sockaddr_in any = loopback(0); // port 0: any that is free
    read_range(&low, &high);

    int server = make_socket();
    printf("server: port %d before bind\n", port_of(server));
    if (bind(server, (struct sockaddr *)&any, sizeof any) == -1)
        die("bind");
    int port = port_of(server);
    printf("server: port %d after bind to port 0, %s\n", port,
           port >= low && port <= high ? "in the system's range" : "outside the system's range");
    printf("the address given to bind still says port %d\n", ntohs(any.sin_port));

    // The port is ours now: nobody else can have it, and who asks for any gets another one.
    int second = make_socket();
    struct sockaddr_in same = loopback(port);
    if (bind(second, (struct sockaddr *)&same, sizeof same) == -1)
        printf("second: bind to the server's port: %s\n", strerror(errno));
    if (bind(second, (struct sockaddr *)&any, sizeof any) == -1)
        die("bind of the second socket");
    printf("second: %s\n", port_of(second) == port ? "the same port" : "another port");

    // A client needs no bind at all: connect picks a port, if the socket has none.
    if (listen(server, 1) == -1)
        die("listen");
    int client = make_socket();
    printf("client: port %d before connect\n", port_of(client));
    struct sockaddr_in to = loopback(port);
    if (connect(client, (struct sockaddr *)&to, sizeof to) == -1) // does not wait for accept
        die("connect");
    int client_port = port_of(client);
    printf("client: port %d after connect, %s\n", client_port,
           client_port >= low && client_port <= high ? "in the system's range"
                                                     : "outside the system's range");

    struct sockaddr_in peer;
    socklen_t size = sizeof peer;
    int connection = accept(server, (struct sockaddr *)&peer, &size);
    if (connection == -1)
        die("accept");
    printf("server: accept reports %s\n",
           ntohs(peer.sin_port) == client_port ? "that port" : "some other port");
    // A connection is known by both addresses together, so this end needs no port of its own.
    printf("server: the connection's own end has %s\n",
           port_of(connection) == port ? "the listener's port" : "a port of its own");

    // And listen without bind: allowed, if useless until somebody is told the number.
    int third = make_socket();
    if (listen(third, 1) == -1)
        die("listen of the third socket");
    printf("third: %s after listen alone\n", port_of(third) != 0 ? "a port" : "no port");

    if (close(connection) == -1 || close(client) == -1 || close(server) == -1 || close(second) == -1 ||
        close(third) == -1)
        die("close");
    return EXIT_SUCCESS;
}
