// Two processes go to the end of a file and then write: one writes over the other.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static void record(void) {
#ifdef MENDED
    int file = open("log", O_WRONLY | O_APPEND);
#else
    int file = open("log", O_WRONLY);
    lseek(file, 0, SEEK_END);
#endif
    assert(write(file, "line\n", 5) == 5);
}

int main(void) {
    int file = open("log", O_RDWR | O_CREAT, 0600);
    if (fork() == 0) {
        record();
        _exit(0);
    }
    record();
    wait(NULL);
    assert(lseek(file, 0, SEEK_END) == 10);
    return 0;
}
