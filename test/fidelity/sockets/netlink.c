#include "../must.h"

#include <linux/rtnetlink.h>
#include <sys/socket.h>

// The kernel answers a question about its devices in messages.
int main(void) {
    struct {
        struct nlmsghdr header;
        struct rtgenmsg message;
    } request = {{.nlmsg_len = sizeof request,
                  .nlmsg_type = RTM_GETLINK,
                  .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
                  .nlmsg_seq = 5},
                 {.rtgen_family = AF_UNSPEC}};
    static char answer[32768];
    int fd = MUST(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)), done = 0, loopbacks = 0;
    MUST(send(fd, &request, sizeof request, 0));
    while (!done) {
        unsigned size = (unsigned)MUST(recv(fd, answer, sizeof answer, 0));
        for (struct nlmsghdr *at = (struct nlmsghdr *)answer; NLMSG_OK(at, size); at = NLMSG_NEXT(at, size)) {
            struct ifinfomsg *link = NLMSG_DATA(at);
            if (at->nlmsg_type == NLMSG_DONE)
                done = 1;
            else if (at->nlmsg_type == RTM_NEWLINK && link->ifi_index == 1)
                loopbacks += at->nlmsg_seq == 5;
        }
    }
    printf("one loopback device %d\n", loopbacks);
}
