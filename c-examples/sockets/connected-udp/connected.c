// Three UDP sockets on loopback: ours, a friend's and a stranger's. What changes for ours with connect.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// A socket and the address that it is bound to.
struct end {
    const char *name;
    int fd;
    struct sockaddr_in address;
};

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static struct end make(const char *name, int port) {
    struct end end = {.name = name, .address = {.sin_family = AF_INET, .sin_port = htons((in_port_t)port)}};
    end.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if ((end.fd = socket(AF_INET, SOCK_DGRAM, 0)) == -1)
        die("socket");
    if (bind(end.fd, (struct sockaddr *)&end.address, sizeof end.address) == -1)
        die("bind");
    return end;
}

static void send_to(const struct end *from, const struct end *to, const char *text) {
    if (sendto(from->fd, text, strlen(text), 0, (const struct sockaddr *)&to->address, sizeof to->address) ==
        -1)
        die("sendto");
}

// Waits for a datagram and shows it.
static void receive(const struct end *at) {
    char text[64];
    ssize_t n = recv(at->fd, text, sizeof text, 0);
    if (n == -1)
        printf("%s: recv: %s\n", at->name, strerror(errno));
    else
        printf("%s: received \"%.*s\"\n", at->name, (int)n, text);
}

// Looks without waiting.
static void expect_nothing(const struct end *at) {
    char text[64];
    ssize_t n = recv(at->fd, text, sizeof text, MSG_DONTWAIT);
    if (n == -1 && errno != EAGAIN)
        die("recv");
    printf("%s: %s\n", at->name, n == -1 ? "nothing more" : "one more");
}

// send is sendto without an address.
static void try_send(const struct end *from, const char *text) {
    if (send(from->fd, text, strlen(text), 0) == -1)
        printf("%s: send: %s\n", from->name, strerror(errno));
    else
        printf("%s: sent without an address\n", from->name);
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // a wait that never ends shall be seen where it is
        die("setvbuf");

    struct end we = make("we", 5463);
    struct end a_friend = make("friend", 5464);
    struct end stranger = make("stranger", 5465);

    printf("-- not connected\n");
    send_to(&stranger, &we, "stranger 1");
    receive(&we);
    send_to(&a_friend, &we, "friend 1");
    receive(&we);
    try_send(&we, "to whom?");

    // Nothing goes over the network here. The kernel notes the address in the socket, and that is all: the
    // friend's socket knows nothing of it.
    printf("-- connected to the friend\n");
    if (connect(we.fd, (struct sockaddr *)&a_friend.address, sizeof a_friend.address) == -1)
        die("connect");
    send_to(&stranger, &we, "stranger 2"); // succeeds, as a datagram to nobody does
    send_to(&a_friend, &we, "friend 2");
    receive(&we); // the stranger's was first, and does not arrive
    expect_nothing(&we);
    try_send(&we, "hello, friend");
    receive(&a_friend);

    // Who is connected also hears that nobody is there any more: the other machine (here: our own) answers
    // with an ICMP message, and the kernel can tell which socket it is for.
    printf("-- the friend has gone\n");
    if (close(a_friend.fd) == -1)
        die("close");
    try_send(&we, "are you there?"); // still succeeds: the answer comes after it
    receive(&we);

    printf("-- no longer connected\n");
    struct sockaddr_in nobody = {.sin_family = AF_UNSPEC};
    if (connect(we.fd, (struct sockaddr *)&nobody, sizeof nobody) == -1)
        die("connect to nobody");
    send_to(&stranger, &we, "stranger 3");
    receive(&we);

    if (close(we.fd) == -1 || close(stranger.fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
