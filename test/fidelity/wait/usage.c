#include "../must.h"

#include <sys/resource.h>

// wait4 and getrusage count what a child used.
int main(void) {
    struct rusage usage;
    int status;
    pid_t child = fork_child();
    if (child == 0) {
        volatile unsigned sum = 0;
        for (unsigned i = 0; i < 30000000; i++)
            sum += i;
        _exit(0);
    }
    MUST(wait4(child, &status, 0, &usage));
    long used = usage.ru_utime.tv_sec * 1000000L + usage.ru_utime.tv_usec;
    printf("used time %d, memory %d\n", used > 1000, usage.ru_maxrss > 100);
    MUST(getrusage(RUSAGE_CHILDREN, &usage));
    printf("the same in all %d\n", usage.ru_utime.tv_sec * 1000000L + usage.ru_utime.tv_usec >= used);
    MUST(getrusage(RUSAGE_SELF, &usage));
    long faults = usage.ru_minflt;
    char *memory = malloc(400 * 4096);
    memset(memory, 1, 400 * 4096);
    MUST(getrusage(RUSAGE_SELF, &usage));
    printf("page faults %d of %d\n", usage.ru_minflt - faults >= 300, memory[4096]);
    free(memory);
}
