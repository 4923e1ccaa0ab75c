// The handler of a signal leaves another errno behind, just before it is read.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void note(int number) {
    (void)number;
#ifdef MENDED
    int before = errno;
#endif
    close(-1);
#ifdef MENDED
    errno = before;
#endif
}

static int reason(void) {
    return errno;
}

int main(void) {
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    if (fork() == 0) {
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    assert(open("nowhere", O_RDONLY) == -1);
    assert(reason() == ENOENT);
    wait(NULL);
    return 0;
}
