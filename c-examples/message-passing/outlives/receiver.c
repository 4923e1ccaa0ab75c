// Finds the queue that an ended process has left, takes the message and removes the queue.
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

enum { KEY = 0x1ef70e4 }; // as in sender.c

struct message {
    long type;
    char text[32];
};

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    struct message m;
    struct msqid_ds info;

    // Without IPC_CREAT: a queue that is not there is an error.
    int queue = msgget(KEY, 0);
    if (queue == -1)
        die("msgget");

    // The kernel remembers who sent last. Signal 0 only asks whether that process is there.
    if (msgctl(queue, IPC_STAT, &info) == -1)
        die("msgctl(IPC_STAT)");
    if (kill(info.msg_lspid, 0) != -1 || errno != ESRCH)
        die("kill");
    printf("receiver: %lu message, and its sender is gone\n", (unsigned long)info.msg_qnum);

    if (msgrcv(queue, &m, sizeof m.text, 0, IPC_NOWAIT) == -1)
        die("msgrcv");
    printf("receiver: \"%s\"\n", m.text);

    // Only this ends the queue: now, and for every process that uses it.
    if (msgctl(queue, IPC_RMID, NULL) == -1)
        die("msgctl(IPC_RMID)");
    return EXIT_SUCCESS;
}
