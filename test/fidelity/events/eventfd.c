#include "../must.h"

#include <sys/eventfd.h>

// A counter as a descriptor; as a semaphore.
int main(void) {
    eventfd_t value;
    int fd = MUST(eventfd(3, EFD_NONBLOCK));
    MUST(eventfd_write(fd, 4));
    MUST(eventfd_read(fd, &value));
    printf("all at once %d\n", (int)value);
    printf("zero: %s\n", failure(eventfd_read(fd, &value)));
    MUST(eventfd_write(fd, UINT64_MAX - 1));
    printf("full: %s\n", failure(eventfd_write(fd, 1)));
    printf("too much: %s\n", failure(write(fd, &(uint64_t){UINT64_MAX}, 8)));
    fd = MUST(eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK));
    MUST(eventfd_read(fd, &value));
    printf("one at a time %d", (int)value);
    MUST(eventfd_read(fd, &value));
    printf(" %d, then %s\n", (int)value, failure(eventfd_read(fd, &value)));
    pid_t child = fork_child();
    if (child == 0)
        _exit(eventfd_write(fd, 5));
    printf("child %d", ended(child));
    MUST(eventfd_read(fd, &value));
    printf(", %d\n", (int)value);
}
