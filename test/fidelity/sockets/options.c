#include "../must.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

// What can be asked of a socket and set.
static int ask(int fd, int level, int option) {
    int value = -1;
    socklen_t size = sizeof value;
    MUST(getsockopt(fd, level, option, &value, &size));
    return value;
}

int main(void) {
    int stream = MUST(socket(AF_INET, SOCK_STREAM, 0)), datagram = MUST(socket(AF_INET, SOCK_DGRAM, 0));
    printf("type %d %d, protocol %d %d\n", ask(stream, SOL_SOCKET, SO_TYPE) == SOCK_STREAM,
           ask(datagram, SOL_SOCKET, SO_TYPE) == SOCK_DGRAM, ask(stream, SOL_SOCKET, SO_PROTOCOL),
           ask(datagram, SOL_SOCKET, SO_PROTOCOL));
    printf("listens %d", ask(stream, SOL_SOCKET, SO_ACCEPTCONN));
    MUST(listen(stream, 1));
    printf(" %d\n", ask(stream, SOL_SOCKET, SO_ACCEPTCONN));
    MUST(setsockopt(stream, SOL_SOCKET, SO_KEEPALIVE, &(int){1}, sizeof(int)));
    MUST(setsockopt(stream, IPPROTO_TCP, TCP_KEEPIDLE, &(int){5}, sizeof(int)));
    printf("keep alive %d after %d s\n", ask(stream, SOL_SOCKET, SO_KEEPALIVE),
           ask(stream, IPPROTO_TCP, TCP_KEEPIDLE));
    MUST(setsockopt(datagram, SOL_SOCKET, SO_RCVBUF, &(int){5000}, sizeof(int)));
    printf("buffer doubled %d\n", ask(datagram, SOL_SOCKET, SO_RCVBUF));
    MUST(setsockopt(datagram, IPPROTO_IP, IP_TTL, &(int){9}, sizeof(int)));
    printf("hops %d\n", ask(datagram, IPPROTO_IP, IP_TTL));
    printf("no such: %s\n", failure(setsockopt(stream, SOL_SOCKET, 9999, &(int){1}, sizeof(int))));
    int ends[2];
    MUST(pipe(ends));
    printf("not a socket: %s\n", failure(listen(ends[0], 1)));
    printf("no family: %s\n", failure(socket(99, SOCK_STREAM, 0)));
    printf("raw: %s\n", geteuid() == 0 ? "EPERM" : failure(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)));
}
