#include "../must.h"

#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/shm.h>

// ftok makes the same key of the same file, permission is asked, /proc tells.
int main(void) {
    close(MUST(open("keyfile", O_CREAT | O_WRONLY, 0600)));
    key_t first = MUST(ftok("keyfile", 'a')), second = MUST(ftok("keyfile", 'b'));
    printf("same %d other %d\n", first == ftok("keyfile", 'a'), first == second);
    printf("lowest of the project %c\n", (unsigned char)(first >> 24));
    printf("no file: %s\n", failure(ftok("none", 'a')));
    int queue = MUST(msgget(first, IPC_CREAT | 0600));
    struct msqid_ds about;
    MUST(msgctl(queue, IPC_STAT, &about));
    printf("mine %d, key kept %d, bytes %d\n", about.msg_perm.uid == geteuid(), about.msg_perm.__key == first,
           (int)about.msg_qbytes);
    about.msg_perm.mode = 0640;
    MUST(msgctl(queue, IPC_SET, &about));
    MUST(msgctl(queue, IPC_STAT, &about));
    printf("mode %o\n", about.msg_perm.mode);
    char line[256];
    int found = 0;
    FILE *list = fopen("/proc/sysvipc/msg", "r");
    while (list && fgets(line, sizeof line, list)) {
        int key, id;
        if (sscanf(line, "%d %d", &key, &id) == 2 && id == queue)
            found++;
    }
    printf("listed %d\n", found);
    MUST(msgctl(queue, IPC_RMID, NULL));
    unlink("keyfile");
}
