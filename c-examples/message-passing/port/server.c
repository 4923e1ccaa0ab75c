// A server with a port: one mailbox, owned by the server, many clients.
// Usage: server CLIENTS, the number of requests that it collects before it answers them, the last one first.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

enum { KEY = 0x904700, REQUEST = 1, MOST = 8 };

struct message {
    long type;   // REQUEST, or for an answer the number of the client's process
    long client; // in a request: who asks
    char text[32];
};

enum { SIZE = sizeof(struct message) - sizeof(long) }; // all but the type

static int port = -1;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The port goes with its server. Nobody else does this: the kernel would keep the queue.
static void remove_port(void) {
    if (msgctl(port, IPC_RMID, NULL) == -1)
        perror("msgctl(IPC_RMID)");
}

static void reverse(char *text) {
    size_t length = strlen(text);
    for (size_t i = 0; i < length / 2; i++) {
        char c = text[i];
        text[i] = text[length - 1 - i];
        text[length - 1 - i] = c;
    }
}

int main(int argc, char *argv[]) {
    struct message requests[MOST];
    int clients = argc == 2 ? atoi(argv[1]) : 1;
    if (clients < 1 || clients > MOST) {
        fprintf(stderr, "usage: server CLIENTS, from 1 to %d\n", MOST);
        return EXIT_FAILURE;
    }

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // "ready" must be seen when it is true
        die("setvbuf");
    if ((port = msgget(KEY, IPC_CREAT | IPC_EXCL | 0600)) == -1)
        die("msgget");
    if (atexit(remove_port) != 0)
        die("atexit");
    printf("server: ready\n");

    // Only requests: an answer that lies in the queue for a client is not for the server.
    for (int i = 0; i < clients; i++)
        if (msgrcv(port, &requests[i], SIZE, REQUEST, 0) == -1)
            die("msgrcv");
    printf("server: %d requests from different clients\n", clients);

    // The last one first, so that a client that just took the next message would get the wrong one.
    for (int i = clients - 1; i >= 0; i--) {
        struct message answer = requests[i];
        answer.type = requests[i].client;
        reverse(answer.text);
        if (msgsnd(port, &answer, SIZE, 0) == -1)
            die("msgsnd");
    }

    // A client says with a last message that it has its answer: the port must not go before.
    for (int i = 0; i < clients; i++)
        if (msgrcv(port, &requests[i], SIZE, REQUEST, 0) == -1)
            die("msgrcv");
    printf("server: all have their answers\n");
    return EXIT_SUCCESS;
}
