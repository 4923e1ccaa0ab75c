#include "../must.h"

#include <sched.h>
#include <sys/resource.h>

// Being nicer is allowed, taking it back is not.
int main(void) {
    if (geteuid() == 0)
        MUST(seteuid(65534));
    printf("now %d\n", getpriority(PRIO_PROCESS, 0));
    printf("nicer %d\n", nice(7));
    printf("priority %d\n", getpriority(PRIO_PROCESS, 0));
    errno = 0;
    printf("back: %s\n", failure(nice(-5)));
    printf("set: %s\n", failure(setpriority(PRIO_PROCESS, 0, 0)));
    pid_t child = fork_child();
    if (child == 0)
        _exit(getpriority(PRIO_PROCESS, 0));
    printf("inherited %d\n", ended(child));
    printf("first in, first out: %s\n",
           failure(sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){10})));
    printf("batch: %s\n", failure(sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0})));
    printf("nobody: %s\n", failure(getpriority(PRIO_PROCESS, 99999999)));
}
