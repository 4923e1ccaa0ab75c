#include "../must.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// An epoll descriptor can be waited for itself; loops are refused.
int main(void) {
    int inner = MUST(epoll_create1(0)), outer = MUST(epoll_create1(0)), event = MUST(eventfd(0, 0));
    struct epoll_event want = {.events = EPOLLIN, .data.fd = event}, got[4];
    MUST(epoll_ctl(inner, EPOLL_CTL_ADD, event, &want));
    want.data.fd = inner;
    MUST(epoll_ctl(outer, EPOLL_CTL_ADD, inner, &want));
    printf("a loop: %s\n", failure(epoll_ctl(inner, EPOLL_CTL_ADD, outer, &want)));
    printf("itself: %s\n", failure(epoll_ctl(inner, EPOLL_CTL_ADD, inner, &want)));
    printf("quiet %d\n", MUST(epoll_wait(outer, got, 4, 0)));
    pid_t child = fork_child();
    if (child == 0)
        _exit(eventfd_write(event, 1));
    printf("one %d", MUST(epoll_wait(outer, got, 4, -1)));
    printf(" the inner %d\n", got[0].data.fd == inner);
    printf("poll %d\n", MUST(poll(&(struct pollfd){.fd = outer, .events = POLLIN}, 1, 0)));
    printf("child %d\n", ended(child));
}
