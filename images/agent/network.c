#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct route {
    int family;
    const char *to;
    unsigned char prefix; // bits
    unsigned char type;   // RTN_...
    const char *from;
};

// On other machines these lead to the network card, and what is sent comes back from there.
static const struct route routes[] = {
    {AF_INET, "224.0.0.0", 4, RTN_UNICAST, "127.0.0.1"},
    {AF_INET, "255.255.255.255", 32, RTN_UNICAST, "127.0.0.1"},
    {AF_INET6, "ff00::", 8, RTN_LOCAL, "::1"},
};

// rtnetlink(7)
struct request {
    struct nlmsghdr header;
    struct rtmsg message;
    char attributes[64];
};

static int fail(int fd, int error) {
    close(fd);
    errno = error;
    return -1;
}

// netdevice(7); its addresses come with the flag.
static int bring_up(void) {
    struct ifreq request = {.ifr_name = "lo"};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (ioctl(fd, SIOCGIFFLAGS, &request) < 0)
        return fail(fd, errno);
    request.ifr_flags |= IFF_UP | IFF_RUNNING | IFF_MULTICAST;
    return ioctl(fd, SIOCSIFFLAGS, &request) < 0 ? fail(fd, errno) : close(fd);
}

static void add(struct request *request, unsigned short type, const void *value, size_t size) {
    struct rtattr *attribute = (struct rtattr *)((char *)request + NLMSG_ALIGN(request->header.nlmsg_len));
    attribute->rta_type = type;
    attribute->rta_len = (unsigned short)RTA_LENGTH(size);
    memcpy(RTA_DATA(attribute), value, size);
    request->header.nlmsg_len = NLMSG_ALIGN(request->header.nlmsg_len) + RTA_ALIGN(attribute->rta_len);
}

static void add_address(struct request *request, unsigned short type, int family, const char *text) {
    unsigned char address[16];
    inet_pton(family, text, address);
    add(request, type, address, family == AF_INET ? 4 : 16);
}

static int add_route(int fd, const struct route *route, unsigned device) {
    struct {
        struct nlmsghdr header;
        struct nlmsgerr error;
    } answer;
    struct request request = {
        .header = {.nlmsg_len = NLMSG_LENGTH(sizeof request.message),
                   .nlmsg_type = RTM_NEWROUTE,
                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE},
        .message = {.rtm_family = (unsigned char)route->family,
                    .rtm_dst_len = route->prefix,
                    .rtm_table = RT_TABLE_MAIN,
                    .rtm_protocol = RTPROT_STATIC,
                    .rtm_scope = RT_SCOPE_HOST,
                    .rtm_type = route->type},
    };
    add_address(&request, RTA_DST, route->family, route->to);
    add_address(&request, RTA_PREFSRC, route->family, route->from);
    add(&request, RTA_OIF, &device, sizeof device);
    if (send(fd, &request, request.header.nlmsg_len, 0) < 0 || recv(fd, &answer, sizeof answer, 0) < 0)
        return -1;
    errno = -answer.error.error;
    return errno == 0 ? 0 : -1;
}

int network_start_loopback(void) {
    if (bring_up() < 0)
        return -1;
    unsigned device = if_nametoindex("lo");
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0)
        return -1;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (add_route(fd, &routes[i], device) < 0)
            return fail(fd, errno);
    }
    return close(fd);
}
