// A System V message queue: the child sends six messages of three types, the parent chooses by type.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// The kernel reads the type from the first member; what follows is the message's text, of any form.
struct message {
    long type; // greater than 0
    char text[8];
};

static int queue = -1;
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A queue outlives its processes, also when they fail: remove it on every way out, but only in the parent.
static void remove_queue(void) {
    if (getpid() == owner && msgctl(queue, IPC_RMID, NULL) == -1)
        perror("msgctl(IPC_RMID)");
}

static void send(long type, const char *text) {
    struct message m = {.type = type};
    strcpy(m.text, text);
    // The size counts the text alone, without the type.
    if (msgsnd(queue, &m, sizeof m.text, 0) == -1)
        die("msgsnd");
}

static void receive(long wanted) {
    struct message m;
    if (msgrcv(queue, &m, sizeof m.text, wanted, 0) == -1)
        die("msgrcv");
    printf("asked for %2ld: got %s of type %ld\n", wanted, m.text, m.type);
}

int main(void) {
    int status;

    // IPC_PRIVATE makes a new queue without a key: parent and child know its number from before fork.
    owner = getpid();
    if ((queue = msgget(IPC_PRIVATE, 0600)) == -1)
        die("msgget");
    if (atexit(remove_queue) != 0)
        die("atexit");

    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        send(3, "c1");
        send(2, "b1");
        send(1, "a1");
        send(2, "b2");
        send(1, "a2");
        send(3, "c2");
        exit(EXIT_SUCCESS);
    }

    // The messages wait in the kernel, not in the child: it may end before the first is taken. That all six
    // are there is what makes the choice visible.
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        return EXIT_FAILURE;

    receive(0);  // the oldest, whatever its type: c1
    receive(2);  // the oldest of type 2, past an older one of another type
    receive(2);  // and within a type first in, first out
    receive(-3); // the lowest type that is 3 or less: type 1, though c2 would be allowed too
    receive(-3);
    receive(-3); // no 1 and no 2 is left, so 3 is the lowest
    return EXIT_SUCCESS;
}
