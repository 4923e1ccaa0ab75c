// A child says that it is ready before it has its handler: the signal ends it.
#define _GNU_SOURCE
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void leave(int number) {
    (void)number;
    _exit(0);
}

int main(void) {
    int ready[2], status = 0;
    char c;
    struct sigaction action = {.sa_handler = leave};
    assert(pipe(ready) == 0);
    pid_t child = fork();
    if (child == 0) {
#ifdef MENDED
        sigaction(SIGTERM, &action, NULL);
        assert(write(ready[1], "x", 1) == 1);
#else
        assert(write(ready[1], "x", 1) == 1);
        sigaction(SIGTERM, &action, NULL);
#endif
        for (;;)
            pause();
    }
    assert(read(ready[0], &c, 1) == 1);
#ifndef MENDED
    usleep(1000); // it has its handler by then
#endif
    kill(child, SIGTERM);
    wait(&status);
    assert(WIFEXITED(status));
    return 0;
}
