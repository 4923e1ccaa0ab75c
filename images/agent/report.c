#include "report.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int report_open(int *agent, int *keeper) {
    const int on = 1;
    int both[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, both) < 0)
        return -1;
    *agent = both[0];
    *keeper = both[1];
    // A process of another pid namespace has another number here, which only the kernel can tell.
    return setsockopt(*agent, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
}

void report_send(int fd, const struct report *report) {
    if (fd < 0)
        return;
    while (send(fd, report, sizeof *report, MSG_NOSIGNAL) < 0 && errno == EINTR)
        continue;
}

int report_receive(int fd, struct report *report, pid_t *sender) {
    union {
        struct cmsghdr header;
        uint8_t space[CMSG_SPACE(sizeof(struct ucred))];
    } control;
    struct iovec part = {report, sizeof *report};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t count = recvmsg(fd, &message, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    if (count != (ssize_t)sizeof *report)
        return -1;
    *sender = 0;
    const struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    if (first != NULL && first->cmsg_level == SOL_SOCKET && first->cmsg_type == SCM_CREDENTIALS) {
        struct ucred credentials;
        memcpy(&credentials, CMSG_DATA(first), sizeof credentials);
        *sender = credentials.pid;
    }
    return 1;
}
