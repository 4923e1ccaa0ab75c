#include "../must.h"

#include <arpa/inet.h>
#include <sys/socket.h>

// One datagram for all members of a group.
static int member(unsigned short *port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = *port};
    struct ip_mreq group = {.imr_multiaddr.s_addr = inet_addr("239.7.7.7")};
    socklen_t size = sizeof address;
    int fd = MUST(socket(AF_INET, SOCK_DGRAM, 0)), on = 1;
    MUST(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on));
    MUST(bind(fd, (struct sockaddr *)&address, size));
    MUST(getsockname(fd, (struct sockaddr *)&address, &size));
    *port = address.sin_port;
    MUST(setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group));
    return fd;
}

int main(void) {
    unsigned short port = 0;
    int first = member(&port), second = member(&port), sender = MUST(socket(AF_INET, SOCK_DGRAM, 0));
    struct sockaddr_in group = {
        .sin_family = AF_INET, .sin_port = port, .sin_addr.s_addr = inet_addr("239.7.7.7")};
    char text[16] = "";
    unsigned char hops = 0;
    socklen_t size = sizeof hops;
    MUST(getsockopt(sender, IPPROTO_IP, IP_MULTICAST_TTL, &hops, &size));
    printf("hops %d\n", hops);
    MUST(sendto(sender, "everybody", 9, 0, (struct sockaddr *)&group, sizeof group));
    printf("first %d", MUST(recv(first, text, 15, 0)));
    printf(" %s\n", text);
    printf("second %d\n", MUST(recv(second, text, 15, 0)));
    struct ip_mreq leaving = {.imr_multiaddr = group.sin_addr};
    MUST(setsockopt(second, IPPROTO_IP, IP_DROP_MEMBERSHIP, &leaving, sizeof leaving));
    printf("left: %s\n",
           failure(setsockopt(second, IPPROTO_IP, IP_DROP_MEMBERSHIP, &leaving, sizeof leaving)));
    printf("none: %s\n", failure(setsockopt(first, IPPROTO_IP, IP_ADD_MEMBERSHIP,
                                            &(struct ip_mreq){.imr_multiaddr.s_addr = inet_addr("10.0.0.1")},
                                            sizeof(struct ip_mreq))));
}
