// A helper waits for any child, and takes the status for which the program waits by name.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t spawn(void) {
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child;
}

static void *help(void *unused) {
    pid_t mine = spawn();
#ifdef MENDED
    waitpid(mine, NULL, 0);
#else
    (void)mine;
    waitpid(-1, NULL, 0);
#endif
    return unused;
}

int main(void) {
    pthread_t helper;
    assert(pthread_create(&helper, NULL, help, NULL) == 0);
    pid_t child = spawn();
    assert(waitpid(child, NULL, 0) == child);
    pthread_join(helper, NULL);
    return 0;
}
