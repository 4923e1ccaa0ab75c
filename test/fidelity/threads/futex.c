#include "../must.h"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

// What all of them are made of.
static long futex(int *word, int operation, int value, const struct timespec *patience) {
    return syscall(SYS_futex, word, operation, value, patience, NULL, 0);
}

int main(void) {
    int *word = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    printf("not the value: %s\n", failure(futex(word, FUTEX_WAIT, 1, NULL)));
    printf("in time: %s\n", failure(futex(word, FUTEX_WAIT, 0, &(struct timespec){0, 1000000})));
    printf("nobody woken: %ld\n", futex(word, FUTEX_WAKE, 10, NULL));
    pid_t children[3];
    for (int i = 0; i < 3; i++) {
        children[i] = fork_child();
        if (children[i] == 0) {
            word[1 + i] = 1;
            while (*(volatile int *)word == 0)
                futex(word, FUTEX_WAIT, 0, NULL);
            _exit(1);
        }
    }
    while (((volatile int *)word)[1] + ((volatile int *)word)[2] + ((volatile int *)word)[3] < 3)
        usleep(1000);
    *(volatile int *)word = 1;
    futex(word, FUTEX_WAKE, 10, NULL);
    int sum = 0;
    for (int i = 0; i < 3; i++)
        sum += ended(children[i]);
    printf("woken %d\n", sum);
    printf("unaligned: %s\n", failure(futex((int *)((char *)word + 1), FUTEX_WAKE, 1, NULL)));
}
