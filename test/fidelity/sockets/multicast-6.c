#include "../must.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <sys/socket.h>

// A group of IPv6 on the loopback device.
int main(void) {
    struct sockaddr_in6 address = {.sin6_family = AF_INET6};
    socklen_t size = sizeof address;
    struct ipv6_mreq group = {.ipv6mr_interface = if_nametoindex("lo")};
    char text[IF_NAMESIZE] = "";
    inet_pton(AF_INET6, "ff05::7:7", &group.ipv6mr_multiaddr);
    int receiver = MUST(socket(AF_INET6, SOCK_DGRAM, 0)), sender = MUST(socket(AF_INET6, SOCK_DGRAM, 0));
    MUST(bind(receiver, (struct sockaddr *)&address, size));
    MUST(getsockname(receiver, (struct sockaddr *)&address, &size));
    printf("joined %s\n", failure(setsockopt(receiver, IPPROTO_IPV6, IPV6_JOIN_GROUP, &group, sizeof group)));
    printf("again %s\n", failure(setsockopt(receiver, IPPROTO_IPV6, IPV6_JOIN_GROUP, &group, sizeof group)));
    int device = (int)if_nametoindex("lo");
    printf("out %s\n", failure(setsockopt(sender, IPPROTO_IPV6, IPV6_MULTICAST_IF, &device, sizeof device)));
    printf("device %s\n", if_indextoname(1, text));
}
