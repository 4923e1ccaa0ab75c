// mq_notify tells of a message that comes to an empty queue; this one came before it was asked for.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    struct mq_attr attributes = {.mq_maxmsg = 4, .mq_msgsize = 8};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    sigset_t mask;
    char text[8];
    int number;
    mqd_t queue = mq_open("/notify", O_CREAT | O_RDWR | O_NONBLOCK, 0600, &attributes);
    assert(queue != (mqd_t)-1);
    mq_unlink("/notify");
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    if (fork() == 0) {
        mq_send(queue, "hello", 6, 0);
        _exit(0);
    }
#ifdef MENDED
    mq_notify(queue, &event);
    if (mq_receive(queue, text, sizeof text, NULL) == -1) {
        sigwait(&mask, &number);
        assert(mq_receive(queue, text, sizeof text, NULL) != -1);
    }
#else
    if (mq_receive(queue, text, sizeof text, NULL) == -1) {
        mq_notify(queue, &event);
        sigwait(&mask, &number);
    }
#endif
    wait(NULL);
    return 0;
}
