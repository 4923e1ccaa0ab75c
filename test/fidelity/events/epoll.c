#include "../must.h"

#include <sys/epoll.h>

// Level and edge, once, data of one's own.
static int look(int epoll, uint32_t *events) {
    struct epoll_event event = {0};
    int count = MUST(epoll_wait(epoll, &event, 1, 0));
    *events = event.events;
    return count;
}

int main(void) {
    int ends[2], epoll = MUST(epoll_create1(EPOLL_CLOEXEC));
    char text[8];
    uint32_t events;
    MUST(pipe(ends));
    struct epoll_event want = {.events = EPOLLIN, .data.u64 = 0x123456789aULL}, got;
    MUST(epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &want));
    printf("again: %s\n", failure(epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &want)));
    printf("a file: %s\n", failure(epoll_ctl(epoll, EPOLL_CTL_ADD, open("/etc/passwd", O_RDONLY), &want)));
    printf("empty %d\n", look(epoll, &events));
    MUST(write(ends[1], "ab", 2));
    printf("level %d %d\n", look(epoll, &events), look(epoll, &events));
    MUST(epoll_wait(epoll, &got, 1, -1));
    printf("data %d\n", got.data.u64 == want.data.u64);
    want.events = EPOLLIN | EPOLLET;
    MUST(epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &want));
    printf("edge %d", look(epoll, &events));
    printf(" %d\n", look(epoll, &events));
    MUST(write(ends[1], "c", 1));
    printf("new edge %d\n", look(epoll, &events));
    want.events = EPOLLIN | EPOLLONESHOT;
    MUST(epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &want));
    printf("once %d", look(epoll, &events));
    MUST(write(ends[1], "d", 1));
    printf(" %d\n", look(epoll, &events));
    want.events = EPOLLIN;
    MUST(epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &want));
    MUST(read(ends[0], text, 8));
    close(ends[1]);
    printf("hung up %d", look(epoll, &events));
    printf(" %d\n", (events & EPOLLHUP) != 0);
    MUST(epoll_ctl(epoll, EPOLL_CTL_DEL, ends[0], NULL));
    printf("gone: %s\n", failure(epoll_ctl(epoll, EPOLL_CTL_DEL, ends[0], NULL)));
}
