#include "../must.h"

#include <sys/ipc.h>
#include <sys/msg.h>

// Message queues: types choose, long ones are refused or cut, a removed queue wakes its readers.
struct message {
    long type;
    char text[16];
};

int main(void) {
    struct message message = {.type = 3, .text = "three"};
    int queue = MUST(msgget(IPC_PRIVATE, 0600));
    MUST(msgsnd(queue, &message, 6, 0));
    message = (struct message){1, "one"};
    MUST(msgsnd(queue, &message, 4, 0));
    message = (struct message){2, "two, long"};
    MUST(msgsnd(queue, &message, 10, 0));
    printf("least of 2 or less: %d", MUST(msgrcv(queue, &message, 16, -2, 0)));
    printf(" %s\n", message.text);
    printf("too long: %s\n", failure(msgrcv(queue, &message, 3, 2, 0)));
    printf("cut: %d\n", MUST(msgrcv(queue, &message, 3, 2, MSG_NOERROR)));
    printf("none: %s\n", failure(msgrcv(queue, &message, 16, 9, IPC_NOWAIT)));
    printf("any but 9: %d", MUST(msgrcv(queue, &message, 16, 9, MSG_EXCEPT)));
    printf(" type %ld\n", message.type);
    struct msqid_ds about;
    MUST(msgctl(queue, IPC_STAT, &about));
    printf("left %d, last from me %d\n", (int)about.msg_qnum, about.msg_lspid == getpid());
    pid_t child = fork_child();
    if (child == 0)
        _exit(msgrcv(queue, &message, 16, 0, 0) == -1 && errno == EIDRM ? 11 : 0);
    usleep(50000);
    MUST(msgctl(queue, IPC_RMID, NULL));
    int status = ended(child);
    printf("reader: %d\n", status == 11 || status == 0);
    message.type = 0;
    queue = MUST(msgget(IPC_PRIVATE, 0600));
    printf("type 0: %s\n", failure(msgsnd(queue, &message, 1, 0)));
    MUST(msgctl(queue, IPC_RMID, NULL));
}
