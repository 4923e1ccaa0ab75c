#include "../must.h"

#include <semaphore.h>
#include <sys/mman.h>
#include <time.h>

// Named and unnamed semaphores between processes.
int main(void) {
    sem_unlink("/fidelity");
    sem_t *named = sem_open("/fidelity", O_CREAT | O_EXCL, 0600, 2);
    printf("opened %d\n", named != SEM_FAILED);
    bool refused = sem_open("/fidelity", O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED;
    printf("again %d: %s\n", refused, strerrorname_np(errno));
    int value;
    MUST(sem_wait(named));
    MUST(sem_trywait(named));
    printf("empty: %s\n", failure(sem_trywait(named)));
    printf("in time: %s\n", failure(sem_timedwait(named, &(struct timespec){1, 0})));
    pid_t child = fork_child();
    if (child == 0) {
        sem_t *mine = sem_open("/fidelity", 0);
        _exit(mine == SEM_FAILED || sem_post(mine) == -1);
    }
    MUST(sem_wait(named));
    printf("posted by the child: %d\n", ended(child));
    MUST(sem_getvalue(named, &value));
    printf("value %d\n", value);
    sem_t *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    MUST(sem_init(shared, 1, 0));
    child = fork_child();
    if (child == 0)
        _exit(sem_post(shared));
    MUST(sem_wait(shared));
    printf("unnamed: %d\n", ended(child));
    MUST(sem_unlink("/fidelity"));
    printf("unlinked: %s\n", failure(sem_unlink("/fidelity")));
    printf("too large: %s\n", failure(sem_init(shared, 0, 0x80000000U)));
}
