// The bounded buffer with two mailboxes: mayconsume carries the items, mayproduce the leave to make one.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { K = 3, PRODUCERS = 2, CONSUMERS = 2, EACH = 10, ITEMS = PRODUCERS * EACH };

struct message {
    long type;
    int item;
};

// What the parent is told, through a pipe: an item is under way from MADE until DONE.
enum what { MADE, DONE };
struct event {
    enum what what;
    int item;
};

static int mayproduce = -1, mayconsume = -1; // the mailboxes
static int events[2];
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(EXIT_FAILURE);
}

static void remove_mailboxes(void) {
    if (getpid() != owner)
        return;
    if (mayproduce != -1 && msgctl(mayproduce, IPC_RMID, NULL) == -1)
        perror("msgctl(IPC_RMID)");
    if (mayconsume != -1 && msgctl(mayconsume, IPC_RMID, NULL) == -1)
        perror("msgctl(IPC_RMID)");
}

// A null message is a message without a text.
static void send_null(int mailbox) {
    struct message null = {.type = 1};
    if (msgsnd(mailbox, &null, 0, 0) == -1)
        die("msgsnd of a null message");
}

static void send(int mailbox, const struct message *msg) {
    if (msgsnd(mailbox, msg, sizeof msg->item, 0) == -1)
        die("msgsnd");
}

static void receive(int mailbox, struct message *msg) {
    if (msgrcv(mailbox, msg, sizeof msg->item, 0, 0) == -1)
        die("msgrcv");
}

// One small write is one step: events of several processes do not mix, and they keep their order.
static void report(enum what what, int item) {
    struct event event = {what, item};
    if (write(events[1], &event, sizeof event) != (ssize_t)sizeof event)
        die("write");
}

static void producer(int number) {
    struct message pmsg = {.type = 1};
    for (int i = 0; i < EACH; i++) {
        receive(mayproduce, &pmsg); // waits while k items are under way
        pmsg.item = number * EACH + i;
        report(MADE, pmsg.item);
        send(mayconsume, &pmsg);
    }
}

static void consumer(int number) {
    struct message cmsg;
    (void)number;
    for (int i = 0; i < ITEMS / CONSUMERS; i++) {
        receive(mayconsume, &cmsg); // waits while there is no item
        report(DONE, cmsg.item);
        send_null(mayproduce); // its place is free again
    }
}

static pid_t start(void (*work)(int), int number) {
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        if (close(events[0]) == -1)
            die("close");
        work(number);
        exit(EXIT_SUCCESS);
    }
    return pid;
}

// Looks into /proc until the process is asleep in a system call (state S). A producer of ours waits in one
// place only, for leave to produce.
static void see_it_sleep(pid_t pid) {
    char path[32], line[256];
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    for (int tries = 0; tries < 3000; tries++) {
        FILE *file = fopen(path, "r");
        if (file == NULL || fgets(line, sizeof line, file) == NULL)
            die(path);
        fclose(file);
        char state = strrchr(line, ')')[2];
        if (state == 'S')
            return;
        if (state == 'Z')
            break;
        struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
        if (nanosleep(&millisecond, NULL) == -1)
            die("nanosleep");
    }
    fail("a producer does not wait");
}

int main(void) {
    pid_t producers[PRODUCERS];
    struct event event;
    int under_way = 0, most = 0, made = 0, done = 0;
    int times[ITEMS] = {0};
    ssize_t n;

    owner = getpid();
    if (atexit(remove_mailboxes) != 0)
        die("atexit");
    if ((mayproduce = msgget(IPC_PRIVATE, 0600)) == -1 || (mayconsume = msgget(IPC_PRIVATE, 0600)) == -1)
        die("msgget");
    if (pipe(events) == -1)
        die("pipe");

    // k null messages: leave to produce k items before any is consumed. This alone bounds the buffer.
    for (int i = 0; i < K; i++)
        send_null(mayproduce);

    for (int i = 0; i < PRODUCERS; i++)
        producers[i] = start(producer, i);
    // Nobody consumes yet. The producers make k items and then wait, both.
    for (int i = 0; i < PRODUCERS; i++)
        see_it_sleep(producers[i]);
    printf("without a consumer: both producers wait\n");
    fflush(stdout); // fork copies what is left in the buffer

    for (int i = 0; i < CONSUMERS; i++)
        start(consumer, i);

    // The last write end is closed when the last child ends: then read gives 0.
    if (close(events[1]) == -1)
        die("close");
    while ((n = read(events[0], &event, sizeof event)) == (ssize_t)sizeof event) {
        under_way += event.what == MADE ? 1 : -1;
        if (under_way > most)
            most = under_way;
        if (event.what == MADE)
            made++;
        else
            done++;
        if (event.what == DONE && ++times[event.item] > 1)
            fail("an item was consumed twice");
    }
    if (n != 0)
        die("read");
    for (int i = 0; i < PRODUCERS + CONSUMERS; i++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            return EXIT_FAILURE;
    }
    printf("%d items made, %d consumed, none twice\n", made, done);
    printf("most under way at once: %d\n", most);
    return EXIT_SUCCESS;
}
