#include "../must.h"

#include <mqueue.h>
#include <time.h>

// POSIX message queues: priorities, limits, end of patience.
int main(void) {
    struct mq_attr attributes = {.mq_maxmsg = 3, .mq_msgsize = 16}, now;
    char text[16];
    unsigned priority;
    mq_unlink("/fidelity");
    mqd_t queue = MUST(mq_open("/fidelity", O_RDWR | O_CREAT | O_EXCL, 0600, &attributes));
    MUST(mq_send(queue, "low", 4, 1));
    MUST(mq_send(queue, "high", 5, 9));
    MUST(mq_send(queue, "low too", 8, 1));
    MUST(mq_getattr(queue, &now));
    printf("%ld of %ld\n", now.mq_curmsgs, now.mq_maxmsg);
    printf("full: %s\n", failure(mq_timedsend(queue, "x", 1, 0, &(struct timespec){1, 0})));
    for (int i = 0; i < 3; i++) {
        int size = MUST(mq_receive(queue, text, sizeof text, &priority));
        printf("%d %s %u\n", size, text, priority);
    }
    printf("buffer: %s\n", failure(mq_receive(queue, text, 8, NULL)));
    printf("message: %s\n", failure(mq_send(queue, text, 17, 0)));
    MUST(mq_setattr(queue, &(struct mq_attr){.mq_flags = O_NONBLOCK}, NULL));
    printf("empty: %s\n", failure(mq_receive(queue, text, 16, NULL)));
    MUST(mq_unlink("/fidelity"));
    printf("unlinked: %s\n", failure(mq_open("/fidelity", O_RDWR)));
    printf("still there %d\n", mq_send(queue, "x", 1, 0));
    printf("name: %s\n", failure(mq_open("name", O_RDWR | O_CREAT, 0600, NULL)));
}
