// A POSIX message queue: delivery by priority, then first in first out; and a signal when a message comes.
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SIZE = 16, COOKIE = 42 };

static const char *name = "/ipclab-priority";
static mqd_t queue;
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void remove_queue(void) {
    if (getpid() == owner && mq_unlink(name) == -1)
        perror("mq_unlink");
}

static void send(const char *text, unsigned priority) {
    if (mq_send(queue, text, strlen(text) + 1, priority) == -1)
        die("mq_send");
}

static void receive(void) {
    char text[SIZE];
    unsigned priority;
    // The buffer has to be at least mq_msgsize long, whatever comes. No choice by type: the queue decides.
    if (mq_receive(queue, text, sizeof text, &priority) == -1)
        die("mq_receive");
    printf("received %s, priority %u\n", text, priority);
}

static void send_five(void) {
    send("low-1", 1);
    send("high-1", 9);
    send("middle", 5);
    send("low-2", 1);
    send("high-2", 9);
}

static void send_one(void) {
    send("ring", 3);
}

// Only one process at a time may wait for news of a queue.
static void register_too(void) {
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    if (mq_notify(queue, &event) != -1 || errno != EBUSY)
        die("mq_notify in the child");
    printf("another process: mq_notify gives EBUSY\n");
    fflush(stdout);
}

static void in_child(void (*work)(void)) {
    int status;
    fflush(stdout); // fork copies what is left in the buffer
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        work();
        exit(EXIT_SUCCESS);
    }
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        exit(EXIT_FAILURE);
}

static void ask_for_notice(void) {
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    event.sigev_value.sival_int = COOKIE;
    if (mq_notify(queue, &event) == -1)
        die("mq_notify");
}

// The signal is blocked, so it does not interrupt anything: it is fetched here, if there is one.
static void look_for_notice(const sigset_t *signals) {
    struct timespec now = {.tv_sec = 0, .tv_nsec = 0};
    siginfo_t info;
    if (sigtimedwait(signals, &info, &now) != -1)
        printf("notice: %s, value %d\n", info.si_code == SI_MESGQ ? "a message" : "something else",
               info.si_value.sival_int);
    else if (errno == EAGAIN)
        printf("no notice\n");
    else
        die("sigtimedwait");
}

int main(void) {
    struct mq_attr attributes = {.mq_maxmsg = 8, .mq_msgsize = SIZE};
    sigset_t signals;

    owner = getpid();
    queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
    if (queue == (mqd_t)-1)
        die("mq_open");
    if (atexit(remove_queue) != 0)
        die("atexit");
    if (sigemptyset(&signals) == -1 || sigaddset(&signals, SIGUSR1) == -1 ||
        sigprocmask(SIG_BLOCK, &signals, NULL) == -1)
        die("sigprocmask");

    // All five are there before the first is received; the child has ended.
    in_child(send_five);
    for (int i = 0; i < 5; i++)
        receive();

    // mq_notify: a signal when a message comes into the empty queue.
    ask_for_notice();
    in_child(register_too);
    look_for_notice(&signals); // nothing has come yet
    in_child(send_one);
    look_for_notice(&signals);

    // It is for one time: the next message comes without. So does one into a queue that is not empty.
    receive();
    in_child(send_one);
    look_for_notice(&signals);
    ask_for_notice();
    in_child(send_one); // the second in the queue
    look_for_notice(&signals);

    receive();
    receive();
    in_child(send_one); // the queue was empty, and we had asked
    look_for_notice(&signals);

    if (mq_close(queue) == -1)
        die("mq_close");
    return EXIT_SUCCESS;
}
