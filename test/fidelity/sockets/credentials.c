#include "../must.h"

#include <sys/socket.h>

// SCM_CREDENTIALS: the kernel vouches for who sent it.
int main(void) {
    int pair[2], on = 1;
    union {
        char bytes[CMSG_SPACE(sizeof(struct ucred))];
        struct cmsghdr align;
    } space;
    char byte;
    struct iovec piece = {&byte, 1};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = &space, .msg_controllen = sizeof space};
    MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
    MUST(setsockopt(pair[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
    pid_t child = fork_child();
    if (child == 0)
        _exit(write(pair[1], "x", 1) != 1);
    MUST(recvmsg(pair[0], &message, 0));
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    struct ucred who;
    memcpy(&who, CMSG_DATA(head), sizeof who);
    printf("SCM_CREDENTIALS %d\n", head->cmsg_type == SCM_CREDENTIALS);
    printf("the child %d, my user %d, my group %d\n", who.pid == child, who.uid == getuid(),
           who.gid == getgid());
    printf("exit %d\n", ended(child));
}
