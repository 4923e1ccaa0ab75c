// The bounded buffer with messages: nothing is shared but two mailboxes.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <unistd.h>

#include "buffer.h"

const char *const buffer_model = "messages";

struct message {
    long type;
    item it;
};

static int mayproduce = -1, mayconsume = -1; // null messages: free places; items
static pid_t owner;

static void die(const char *what) {
    perror(what);
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

static void send(int mailbox, const struct message *m, size_t size) {
    if (msgsnd(mailbox, m, size, 0) == -1)
        die("msgsnd");
}

static void receive(int mailbox, struct message *m) {
    if (msgrcv(mailbox, m, sizeof m->it, 0, 0) == -1)
        die("msgrcv");
}

void buffer_make(void) {
    struct message null = {.type = 1};

    owner = getpid();
    if (atexit(remove_mailboxes) != 0)
        die("atexit");
    if ((mayproduce = msgget(IPC_PRIVATE, 0600)) == -1 || (mayconsume = msgget(IPC_PRIVATE, 0600)) == -1)
        die("msgget");
    for (int i = 0; i < PLACES; i++)
        send(mayproduce, &null, 0);
}

void buffer_put(const item *it) {
    struct message m;
    receive(mayproduce, &m);
    m.type = 1;
    m.it = *it;
    send(mayconsume, &m, sizeof m.it); // copied into the kernel; no lock: the mailbox is one already
}

void buffer_get(item *it) {
    struct message m;
    receive(mayconsume, &m); // and copied out again
    *it = m.it;
    m.type = 1;
    send(mayproduce, &m, 0);
}

int buffer_count(void) {
    struct msqid_ds info;
    if (msgctl(mayconsume, IPC_STAT, &info) == -1)
        die("msgctl(IPC_STAT)");
    return (int)info.msg_qnum;
}
