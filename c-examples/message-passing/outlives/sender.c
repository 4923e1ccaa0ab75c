// Makes a message queue under a key, leaves one message in it and ends.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

// What the two programs have agreed on. A key made by ftok, from a file that both know, would do as well.
enum { KEY = 0x1ef70e4 };

struct message {
    long type;
    char text[32];
};

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    struct message m = {.type = 1, .text = "left behind"};

    // IPC_EXCL: one that is there already was left by somebody else, with unknown messages in it.
    int queue = msgget(KEY, IPC_CREAT | IPC_EXCL | 0600);
    if (queue == -1)
        die("msgget");
    if (msgsnd(queue, &m, sizeof m.text, 0) == -1)
        die("msgsnd");

    // No IPC_RMID here, and nothing like close: the queue belongs to the kernel, not to this process.
    printf("sender: sent, and ends\n");
    return EXIT_SUCCESS;
}
