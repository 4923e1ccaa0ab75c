// Two processes add to a number in a file: each reads it before the other has written.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static void add(void) {
    int number = 0;
    int file = open("number", O_RDWR);
#ifdef MENDED
    flock(file, LOCK_EX);
#endif
    assert(pread(file, &number, sizeof number, 0) == sizeof number);
    number++;
    assert(pwrite(file, &number, sizeof number, 0) == sizeof number);
    close(file);
}

int main(void) {
    int number = 0;
    int file = open("number", O_RDWR | O_CREAT, 0600);
    assert(write(file, &number, sizeof number) == sizeof number);
    if (fork() == 0) {
        add();
        _exit(0);
    }
    add();
    wait(NULL);
    assert(pread(file, &number, sizeof number, 0) == sizeof number);
    assert(number == 2);
    return 0;
}
