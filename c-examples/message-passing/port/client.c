// A client: sends a word to the server's port and waits for the answer that is meant for it.
// Usage: client WORD
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

enum { KEY = 0x904700, REQUEST = 1 }; // as in server.c

struct message {
    long type;
    long client;
    char text[32];
};

enum { SIZE = sizeof(struct message) - sizeof(long) };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    struct message m = {.type = REQUEST, .client = getpid()};
    if (argc != 2 || strlen(argv[1]) >= sizeof m.text) {
        fprintf(stderr, "usage: client WORD\n");
        return EXIT_FAILURE;
    }
    strcpy(m.text, argv[1]);

    // The client makes no port: without a server there is none.
    int port = msgget(KEY, 0);
    if (port == -1)
        die("msgget");
    if (msgsnd(port, &m, SIZE, 0) == -1)
        die("msgsnd");

    // The type selects. With 0 this would take any message, the answer of another client too.
    if (msgrcv(port, &m, SIZE, getpid(), 0) == -1)
        die("msgrcv");
    printf("%s -> %s\n", argv[1], m.text);

    m.type = REQUEST;
    if (msgsnd(port, &m, SIZE, 0) == -1)
        die("msgsnd");
    return EXIT_SUCCESS;
}
