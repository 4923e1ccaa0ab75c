#include "../must.h"

#include <mqueue.h>
#include <semaphore.h>

// Told of a message once, by a signal or by a thread.
static sem_t told;

static void in_thread(union sigval value) {
    printf("thread told %d\n", value.sival_int);
    sem_post(&told);
}

int main(void) {
    sigset_t set;
    siginfo_t info;
    char text[16];
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    MUST(sigprocmask(SIG_BLOCK, &set, NULL));
    mqd_t queue =
        MUST(mq_open("/notify", O_RDWR | O_CREAT, 0600, &(struct mq_attr){.mq_maxmsg = 3, .mq_msgsize = 16}));
    struct sigevent event = {
        .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 5};
    MUST(mq_notify(queue, &event));
    printf("one only: %s\n", failure(mq_notify(queue, &event)));
    MUST(mq_send(queue, "x", 1, 0));
    MUST(sigwaitinfo(&set, &info));
    printf("signal %d value %d\n", info.si_code == SI_MESGQ, info.si_value.sival_int);
    MUST(mq_receive(queue, text, 16, NULL));
    MUST(sem_init(&told, 0, 0));
    event = (struct sigevent){
        .sigev_notify = SIGEV_THREAD, .sigev_notify_function = in_thread, .sigev_value.sival_int = 6};
    MUST(mq_notify(queue, &event));
    MUST(mq_send(queue, "y", 1, 0));
    MUST(sem_wait(&told));
    mq_unlink("/notify");
}
