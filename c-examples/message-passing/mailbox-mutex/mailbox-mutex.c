// Mutual exclusion with one message: who has it may enter, who waits for it waits in receive.
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES = 4, ROUNDS = 3 };

struct message {
    long type;
    char text[4];
};

static int mutex = -1; // the mailbox
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void remove_mailbox(void) {
    if (getpid() == owner && msgctl(mutex, IPC_RMID, NULL) == -1)
        perror("msgctl(IPC_RMID)");
}

// Does not wait: the mailbox has room for the one message that there is.
static void send(int mailbox, const struct message *msg) {
    if (msgsnd(mailbox, msg, sizeof msg->text, 0) == -1)
        die("msgsnd");
}

// Waits while the mailbox is empty. Taking is one step in the kernel: of two that want it, one gets it.
static void receive(int mailbox, struct message *msg) {
    if (msgrcv(mailbox, msg, sizeof msg->text, 0, 0) == -1)
        die("msgrcv");
}

// Gives the processor away for some time, so that others would come in if they could.
static void work(void) {
    struct timespec time = {.tv_sec = 0, .tv_nsec = 5000000};
    if (nanosleep(&time, NULL) == -1)
        die("nanosleep");
}

static void process(int i) {
    struct message msg;
    for (int round = 0; round < ROUNDS; round++) {
        receive(mutex, &msg);
        printf("%d enters\n", i); // the critical section
        work();
        printf("%d leaves\n", i);
        send(mutex, &msg);
        // What comes here, outside the section, each does at its own pace.
    }
}

int main(void) {
    struct message go = {.type = 1, .text = "go"};
    struct msqid_ds info;
    int failed = 0;

    // Each line is one write: lines of different processes do not mix, and their order is the real one.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    owner = getpid();
    if ((mutex = msgget(IPC_PRIVATE, 0600)) == -1)
        die("msgget");
    if (atexit(remove_mailbox) != 0)
        die("atexit");

    for (int i = 1; i <= PROCESSES; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            process(i);
            exit(EXIT_SUCCESS);
        }
    }
    // All may be waiting already. The first to get this enters; a second "go" would let a second one in.
    send(mutex, &go);

    for (int i = 1; i <= PROCESSES; i++) {
        int status;
        if (wait(&status) == -1)
            die("wait");
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
            failed = 1;
    }
    if (msgctl(mutex, IPC_STAT, &info) == -1)
        die("msgctl(IPC_STAT)");
    printf("messages at the end: %lu\n", (unsigned long)info.msg_qnum);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
