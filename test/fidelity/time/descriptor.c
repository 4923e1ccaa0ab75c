#include "../must.h"

#include <poll.h>
#include <sys/timerfd.h>

// timerfd: read the number of times that it ran out.
int main(void) {
    uint64_t times = 0;
    int fd = MUST(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC));
    printf("not set: %s\n", failure(read(fd, &times, sizeof times)));
    MUST(timerfd_settime(fd, 0, &(struct itimerspec){{0, 0}, {0, 2000000}}, NULL));
    MUST(poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1));
    MUST(read(fd, &times, sizeof times));
    printf("once %d\n", (int)times);
    MUST(timerfd_settime(fd, 0, &(struct itimerspec){{0, 1000000}, {0, 1000000}}, NULL));
    usleep(30000);
    MUST(read(fd, &times, sizeof times));
    printf("several %d\n", times >= 20);
    struct itimerspec now;
    MUST(timerfd_settime(fd, 0, &(struct itimerspec){{7, 0}, {1000, 0}}, NULL));
    MUST(timerfd_gettime(fd, &now));
    printf("interval %d, left %d\n", (int)now.it_interval.tv_sec, now.it_value.tv_sec >= 999);
    printf("too small: %s\n", failure(read(fd, &times, 4)));
    MUST(timerfd_settime(fd, TFD_TIMER_ABSTIME, &(struct itimerspec){{0, 0}, {0, 1}}, NULL));
    MUST(poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1));
    printf("in the past %d\n", MUST(read(fd, &times, sizeof times)));
}
