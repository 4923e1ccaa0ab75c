// A rendezvous: send and receive both wait for the other side, and nothing is left in between.
// Usage: rendezvous sender|receiver, the one that comes first.
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

// Two types, two directions.
enum { DATA = 1, ACKNOWLEDGEMENT = 2 };

struct message {
    long type;
    char text[16];
};

static int queue = -1;
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void remove_queue(void) {
    if (getpid() == owner && msgctl(queue, IPC_RMID, NULL) == -1)
        perror("msgctl(IPC_RMID)");
}

// The queue has a buffer and msgsnd alone would return at once. The wait for the acknowledgement takes that
// back: when this returns, the message has been received.
static void blocking_send(const char *text) {
    struct message m = {.type = DATA};
    strcpy(m.text, text);
    if (msgsnd(queue, &m, sizeof m.text, 0) == -1)
        die("msgsnd");
    if (msgrcv(queue, &m, sizeof m.text, ACKNOWLEDGEMENT, 0) == -1)
        die("msgrcv of the acknowledgement");
}

static void blocking_receive(char *text) {
    struct message m;
    if (msgrcv(queue, &m, sizeof m.text, DATA, 0) == -1)
        die("msgrcv");
    strcpy(text, m.text);
    m.type = ACKNOWLEDGEMENT;
    if (msgsnd(queue, &m, 0, 0) == -1) // it has no text: that it comes is all that it says
        die("msgsnd of the acknowledgement");
}

static void sender(void) {
    printf("sender: arrives\n");
    blocking_send("meet me");
    printf("sender: goes on\n");
}

static void receiver(void) {
    char text[16];
    printf("receiver: arrives\n");
    blocking_receive(text);
    printf("receiver: goes on with \"%s\"\n", text);
}

static pid_t start(void (*work)(void)) {
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        work();
        exit(EXIT_SUCCESS);
    }
    return pid;
}

// Looks into /proc until the process is asleep in a system call (state S). A child of ours can sleep only
// in msgrcv.
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
    fprintf(stderr, "the first does not wait\n");
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    int sender_first = argc == 2 && strcmp(argv[1], "sender") == 0;
    if (!sender_first && (argc != 2 || strcmp(argv[1], "receiver") != 0)) {
        fprintf(stderr, "usage: rendezvous sender|receiver\n");
        return EXIT_FAILURE;
    }

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // each line leaves when it is true
        die("setvbuf");
    owner = getpid();
    if ((queue = msgget(IPC_PRIVATE, 0600)) == -1)
        die("msgget");
    if (atexit(remove_queue) != 0)
        die("atexit");

    // The second starts only when the first is seen to wait.
    pid_t first = start(sender_first ? sender : receiver);
    see_it_sleep(first);
    printf("the %s waits\n", argv[1]);
    start(sender_first ? receiver : sender);

    for (int i = 0; i < 2; i++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
