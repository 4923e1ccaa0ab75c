#include "../must.h"

#include <arpa/inet.h>
#include <sys/socket.h>

// ::1, and a client of IPv4 at a server of IPv6.
int main(void) {
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = in6addr_any}, peer;
    socklen_t size = sizeof address;
    char text[INET6_ADDRSTRLEN];
    int server = MUST(socket(AF_INET6, SOCK_STREAM, 0));
    MUST(setsockopt(server, IPPROTO_IPV6, IPV6_V6ONLY, &(int){0}, sizeof(int)));
    MUST(bind(server, (struct sockaddr *)&address, size));
    MUST(listen(server, 2));
    MUST(getsockname(server, (struct sockaddr *)&address, &size));
    struct sockaddr_in old = {
        .sin_family = AF_INET, .sin_port = address.sin6_port, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int client = MUST(socket(AF_INET, SOCK_STREAM, 0)), newer = MUST(socket(AF_INET6, SOCK_STREAM, 0));
    MUST(connect(client, (struct sockaddr *)&old, sizeof old));
    size = sizeof peer;
    MUST(accept(server, (struct sockaddr *)&peer, &size));
    printf("%s\n", inet_ntop(AF_INET6, &peer.sin6_addr, text, sizeof text));
    address.sin6_addr = in6addr_loopback;
    MUST(connect(newer, (struct sockaddr *)&address, sizeof address));
    MUST(accept(server, (struct sockaddr *)&peer, &size));
    printf("%s\n", inet_ntop(AF_INET6, &peer.sin6_addr, text, sizeof text));
    printf("mapped %d\n", IN6_IS_ADDR_V4MAPPED(&peer.sin6_addr));
}
