#include "../must.h"

#include <sys/ipc.h>
#include <sys/shm.h>

// A segment lives until the last process detaches it.
int main(void) {
    int key = 0x4711, segment = MUST(shmget(key, 5000, IPC_CREAT | IPC_EXCL | 0600));
    printf("exclusive: %s\n", failure(shmget(key, 5000, IPC_CREAT | IPC_EXCL | 0600)));
    printf("larger: %s\n", failure(shmget(key, 50000, 0)));
    printf("same %d\n", shmget(key, 0, 0) == segment);
    int *numbers = shmat(segment, NULL, 0), *again = shmat(segment, NULL, SHM_RDONLY);
    numbers[1000] = 7;
    printf("at two addresses %d: %d\n", numbers != again, again[1000]);
    pid_t child = fork_child();
    if (child == 0) {
        numbers[1001] = numbers[1000] * 6;
        _exit(0);
    }
    printf("child %d", ended(child));
    printf(": %d\n", numbers[1001]);
    struct shmid_ds about;
    MUST(shmctl(segment, IPC_STAT, &about));
    printf("size %d attached %d mode %o\n", (int)about.shm_segsz, (int)about.shm_nattch, about.shm_perm.mode);
    MUST(shmctl(segment, IPC_RMID, NULL));
    printf("after removal %d\n", numbers[1001]);
    MUST(shmctl(segment, IPC_STAT, &about));
    printf("marked %d, key gone: %s\n", (about.shm_perm.mode & SHM_DEST) != 0, failure(shmget(key, 0, 0)));
    MUST(shmdt(numbers));
    MUST(shmdt(again));
    printf("detached: %s\n", failure(shmctl(segment, IPC_STAT, &about)));
}
