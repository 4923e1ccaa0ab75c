#include "../must.h"

#include <sys/socket.h>

// Messages with borders: cut ones tell, an empty one is one; SOCK_SEQPACKET has an end too.
int main(void) {
    int pair[2];
    char text[4];
    MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
    MUST(send(pair[0], "longer", 6, 0));
    MUST(send(pair[0], "", 0, 0));
    struct iovec piece = {text, sizeof text};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    printf("%d", MUST(recvmsg(pair[1], &message, 0)));
    printf(" cut %d\n", (message.msg_flags & MSG_TRUNC) != 0);
    printf("empty %d\n", MUST(recv(pair[1], text, 4, 0)));
    MUST(send(pair[0], "whole length", 12, 0));
    printf("MSG_TRUNC %d\n", MUST(recv(pair[1], text, 4, MSG_TRUNC)));
    MUST(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair));
    MUST(send(pair[0], "one", 3, 0));
    MUST(send(pair[0], "two!", 4, 0));
    printf("%d\n", MUST(recv(pair[1], text, 4, 0)));
    message.msg_flags = 0;
    printf("%d", MUST(recvmsg(pair[1], &message, 0)));
    printf(" record %d\n", (message.msg_flags & MSG_EOR) == 0);
    close(pair[0]);
    printf("end %d\n", MUST(recv(pair[1], text, 4, 0)));
}
