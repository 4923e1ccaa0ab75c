#include "../must.h"

#include <sched.h>
#include <sys/resource.h>

// Being nicer is allowed, taking it back is not.
int main(void) {
    if (geteuid() == 0)
        MUST(seteuid(65534));
    // Whoever starts it may be nice already.
    int first = getpriority(PRIO_PROCESS, 0);
    printf("nicer by %d\n", nice(3) - first);
    printf("priority up by %d\n", getpriority(PRIO_PROCESS, 0) - first);
    errno = 0;
    printf("back: %s\n", failure(nice(-2)));
    printf("set: %s\n", failure(setpriority(PRIO_PROCESS, 0, first - 1)));
    pid_t child = fork_child();
    if (child == 0)
        _exit(getpriority(PRIO_PROCESS, 0) - first);
    printf("inherited %d\n", ended(child));
    printf("first in, first out: %s\n",
           failure(sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){10})));
    printf("batch: %s\n", failure(sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0})));
    printf("nobody: %s\n", failure(getpriority(PRIO_PROCESS, 99999999)));
}
