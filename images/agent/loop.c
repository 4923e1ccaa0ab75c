#include "loop.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "log.h"

static int epoll_fd = -1;
static uint64_t armed = NEVER;
static bool failed;

static void timer_ready(struct watch *watch) {
    uint64_t expirations;
    // Only to make it unready; what is due is found out by looking at the clock.
    ssize_t ignored = read(watch->fd, &expirations, sizeof expirations);
    (void)ignored;
    armed = NEVER;
}

static struct watch timer = {.fd = -1, .ready = timer_ready};

int loop_open(void) {
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_fd < 0)
        return -1;
    timer.fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (timer.fd < 0)
        return -1;
    watch_for(&timer, EPOLLIN);
    return failed ? -1 : 0;
}

void watch_for(struct watch *watch, uint32_t events) {
    if (watch->fd < 0 || watch->events == events)
        return;
    struct epoll_event event = {.events = events, .data.ptr = watch};
    // Interest in nothing would still report hang-ups, over and over: take it out instead.
    int operation = events == 0 ? EPOLL_CTL_DEL : watch->events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (epoll_ctl(epoll_fd, operation, watch->fd, &event) < 0) {
        log_errno("epoll_ctl", "");
        failed = true;
        return;
    }
    watch->events = events;
}

void watch_close(struct watch *watch) {
    if (watch->fd < 0)
        return;
    watch_for(watch, 0);
    close(watch->fd);
    watch->fd = -1;
    watch->events = 0;
}

static void timer_arm(uint64_t deadline) {
    if (deadline == armed)
        return;
    struct itimerspec when = {0};
    if (deadline != NEVER) {
        when.it_value.tv_sec = (time_t)(deadline / (1000 * MILLISECONDS));
        when.it_value.tv_nsec = (long)(deadline % (1000 * MILLISECONDS));
    }
    timerfd_settime(timer.fd, TFD_TIMER_ABSTIME, &when, NULL);
    armed = deadline;
}

void loop_turn(uint64_t deadline) {
    struct epoll_event event;
    bool busy = deadline == 0;
    if (!busy)
        timer_arm(deadline);
    int count = epoll_wait(epoll_fd, &event, 1, busy ? 0 : -1);
    if (count == 1) {
        struct watch *watch = event.data.ptr;
        watch->ready(watch);
    }
}

bool loop_failed(void) {
    bool was = failed;
    failed = false;
    return was;
}

uint64_t loop_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 * MILLISECONDS + (uint64_t)now.tv_nsec;
}
