#include "../must.h"

#include <sys/socket.h>

// sendmmsg and recvmmsg.
int main(void) {
    int pair[2];
    char in[3][8] = {""};
    MUST(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
    struct iovec pieces[] = {{"one", 3}, {"three", 5}, {"five!!!", 7}}, places[3];
    struct mmsghdr out[3] = {{{0}, 0}}, got[4] = {{{0}, 0}};
    for (int i = 0; i < 3; i++) {
        out[i].msg_hdr = (struct msghdr){.msg_iov = &pieces[i], .msg_iovlen = 1};
        places[i] = (struct iovec){in[i], 7};
        got[i].msg_hdr = (struct msghdr){.msg_iov = &places[i], .msg_iovlen = 1};
    }
    printf("sent %d\n", MUST(sendmmsg(pair[0], out, 3, 0)));
    printf("received %d\n", MUST(recvmmsg(pair[1], got, 3, MSG_DONTWAIT, NULL)));
    for (int i = 0; i < 3; i++)
        printf("%u %.7s\n", got[i].msg_len, in[i]);
}
