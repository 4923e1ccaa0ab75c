// A program with a handler takes a read that was interrupted for one that failed.
#define _POSIX_C_SOURCE 200809L

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

static void nothing(int signal) {
    (void)signal;
}

int main(void) {
    struct sigaction action = {.sa_handler = nothing};
    assert(sigaction(SIGUSR1, &action, NULL) == 0);
    int p[2];
    assert(pipe(p) == 0);
    if (fork() == 0) {
        assert(write(p[1], "x", 1) == 1);
        _exit(0);
    }
    char c = 0;
    ssize_t n = read(p[0], &c, 1);
#ifdef MENDED
    while (n == -1 && errno == EINTR)
        n = read(p[0], &c, 1);
#endif
    assert(n == 1 && c == 'x');
    while (wait(NULL) == -1)
        assert(errno == EINTR);
    return 0;
}
