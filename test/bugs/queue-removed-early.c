// The queue is removed once it looks empty, and the other process has not sent all yet.
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

int main(void) {
    int queue = msgget(IPC_PRIVATE, 0600), status = 0;
    if (fork() == 0) {
        for (int number = 0; number < 2; number++) {
            struct message message = {.type = 1, .number = number};
            if (msgsnd(queue, &message, sizeof message.number, 0) == -1)
                _exit(1);
        }
        _exit(0);
    }
    struct message message;
    usleep(1000);
#ifdef MENDED
    for (int number = 0; number < 2; number++)
        assert(msgrcv(queue, &message, sizeof message.number, 1, 0) != -1);
#else
    while (msgrcv(queue, &message, sizeof message.number, 1, IPC_NOWAIT) != -1)
        ;
#endif
    msgctl(queue, IPC_RMID, NULL);
    wait(&status);
    assert(status == 0);
    return 0;
}
