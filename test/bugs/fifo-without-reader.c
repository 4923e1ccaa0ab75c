// The writer opens a FIFO with O_NONBLOCK, which fails as long as nobody reads it.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    int status = 0;
    char c = 0;
    assert(mkfifo("fifo", 0600) == 0);
    if (fork() == 0) {
#ifdef MENDED
        int to = open("fifo", O_WRONLY);
#else
        int to = open("fifo", O_WRONLY | O_NONBLOCK);
#endif
        _exit(to != -1 && write(to, "x", 1) == 1 ? 0 : 1);
    }
    int from = open("fifo", O_RDONLY | O_NONBLOCK);
    wait(&status);
    assert(status == 0 && read(from, &c, 1) == 1);
    return 0;
}
