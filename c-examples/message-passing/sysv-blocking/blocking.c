// A System V message queue: when msgrcv and msgsnd wait, and what they say with IPC_NOWAIT instead.
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 1024, SIZE = 256 };

struct message {
    long type;
    char text[SIZE];
};

static int queue = -1;
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A child that waits on the queue is woken by the removal (EIDRM): none is left waiting for ever.
static void remove_queue(void) {
    if (getpid() == owner && msgctl(queue, IPC_RMID, NULL) == -1)
        perror("msgctl(IPC_RMID)");
}

// Looks at the state of a process in /proc until it is S: asleep in a system call. A child of ours makes
// just one call that can wait, so it sleeps in that one.
static void see_it_sleep(pid_t pid) {
    char path[32], line[256];
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    for (int tries = 0; tries < 3000; tries++) {
        FILE *file = fopen(path, "r");
        if (file == NULL || fgets(line, sizeof line, file) == NULL)
            die(path);
        fclose(file);
        char state = strrchr(line, ')')[2]; // it stands after the name, which is in parentheses
        if (state == 'S')
            return;
        if (state == 'Z')
            break;
        struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
        if (nanosleep(&millisecond, NULL) == -1)
            die("nanosleep");
    }
    fprintf(stderr, "the child does not wait\n");
    exit(EXIT_FAILURE);
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

static void join(pid_t pid) {
    int status;
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        exit(EXIT_FAILURE);
}

static void receive_one(void) {
    struct message m;
    if (msgrcv(queue, &m, sizeof m.text, 0, 0) == -1) // flags 0: wait until there is a message
        die("msgrcv in the child");
    printf("child: received \"%s\"\n", m.text);
}

static void send_one(void) {
    struct message m = {.type = 1, .text = "the last one"};
    if (msgsnd(queue, &m, sizeof m.text, 0) == -1) // flags 0: wait until there is room
        die("msgsnd in the child");
    printf("child: sent \"%s\"\n", m.text);
}

int main(void) {
    struct message m = {.type = 1, .text = "a message"};
    struct msqid_ds info;
    int sent = 0;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // parent's and child's lines in their real order
        die("setvbuf");
    owner = getpid();
    if ((queue = msgget(IPC_PRIVATE, 0600)) == -1)
        die("msgget");
    if (atexit(remove_queue) != 0)
        die("atexit");

    // The queue is empty. IPC_NOWAIT turns the wait into an error.
    if (msgrcv(queue, &m, sizeof m.text, 0, IPC_NOWAIT) != -1 || errno != ENOMSG)
        die("msgrcv(IPC_NOWAIT)");
    printf("empty, IPC_NOWAIT: msgrcv gives ENOMSG\n");

    pid_t pid = start(receive_one);
    see_it_sleep(pid);
    printf("empty: the child sleeps in msgrcv\n");
    if (msgsnd(queue, &m, sizeof m.text, 0) == -1)
        die("msgsnd");
    join(pid);

    // A queue is full when the bytes of its texts have reached msg_qbytes (16384 on Linux, if nobody changes
    // it). The owner may lower the mark.
    if (msgctl(queue, IPC_STAT, &info) == -1)
        die("msgctl(IPC_STAT)");
    info.msg_qbytes = ROOM;
    if (msgctl(queue, IPC_SET, &info) == -1)
        die("msgctl(IPC_SET)");
    while (msgsnd(queue, &m, sizeof m.text, IPC_NOWAIT) == 0)
        sent++;
    if (errno != EAGAIN)
        die("msgsnd(IPC_NOWAIT)");
    printf("%d messages of %d bytes in %d bytes\n", sent, SIZE, ROOM);
    printf("full, IPC_NOWAIT: msgsnd gives EAGAIN\n");

    pid = start(send_one);
    see_it_sleep(pid);
    printf("full: the child sleeps in msgsnd\n");
    if (msgrcv(queue, &m, sizeof m.text, 0, 0) == -1) // makes room for one
        die("msgrcv");
    join(pid);

    if (msgctl(queue, IPC_STAT, &info) == -1)
        die("msgctl(IPC_STAT)");
    printf("%lu messages are there\n", (unsigned long)info.msg_qnum);
    return EXIT_SUCCESS;
}
