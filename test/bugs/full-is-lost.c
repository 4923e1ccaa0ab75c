// A writer that is not to wait takes no room for an error that cannot happen: its message is lost.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static void give(int to, char message) {
    ssize_t n = write(to, &message, 1);
#ifdef MENDED
    while (n == -1 && errno == EAGAIN)
        n = write(to, &message, 1);
#endif
    (void)n;
}

int main(void) {
    int p[2], count = 0;
    char c;
    assert(pipe2(p, O_NONBLOCK) == 0);
    if (fork() == 0) {
        give(p[1], 'a');
        give(p[1], 'b');
        _exit(0);
    }
    wait(NULL);
    while (read(p[0], &c, 1) == 1)
        count++;
    assert(count == 2);
    return 0;
}
