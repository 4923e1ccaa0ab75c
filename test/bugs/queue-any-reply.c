// Two clients share a queue for replies, and take the first one that comes instead of their own.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct message {
    long type;
    int number;
};

static int ask(int queue, int who) {
    struct message request = {.type = 9, .number = who}, reply = {.type = 1};
    assert(msgsnd(queue, &request, sizeof request.number, 0) == 0);
#ifdef MENDED
    assert(msgrcv(queue, &reply, sizeof reply.number, who, 0) != -1);
#else
    assert(msgrcv(queue, &reply, sizeof reply.number, -2, 0) != -1);
#endif
    return reply.number == who;
}

int main(void) {
    int queue = msgget(IPC_PRIVATE, 0600), good = 1;
    for (int who = 1; who <= 2; who++) {
        if (fork() == 0)
            _exit(ask(queue, who) ? 0 : 1);
    }
    for (int served = 0; served < 2; served++) {
        struct message message;
        assert(msgrcv(queue, &message, sizeof message.number, 9, 0) != -1);
        message.type = message.number;
        assert(msgsnd(queue, &message, sizeof message.number, 0) == 0);
    }
    for (int who = 1; who <= 2; who++) {
        int status = 0;
        wait(&status);
        good = good && status == 0;
    }
    msgctl(queue, IPC_RMID, NULL);
    assert(good);
    return 0;
}
