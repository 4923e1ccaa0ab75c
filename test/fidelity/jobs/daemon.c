#include "../must.h"

#include <sys/stat.h>

// The classical daemon: forked twice, without a terminal, found by its file; it ends when it is told to.
int main(void) {
    int ends[2];
    pid_t about[3];
    MUST(pipe(ends));
    pid_t child = fork_child();
    if (child == 0) {
        setsid();
        if (fork() != 0)
            _exit(0);
        umask(0);
        (void)!chdir("/");
        for (int fd = 0; fd < 3; fd++)
            close(fd);
        int null = open("/dev/null", O_RDWR);
        dup(null);
        dup(null);
        about[0] = getpid();
        about[1] = getsid(0);
        about[2] = null;
        (void)!write(ends[1], about, sizeof about);
        for (;;)
            pause();
    }
    printf("parent of the daemon %d\n", ended(child));
    close(ends[1]);
    MUST(read(ends[0], about, sizeof about));
    printf("leads no session %d, streams from %d\n", about[0] != about[1], about[2]);
    MUST(kill(about[0], SIGTERM));
    printf("ended: %d\n", MUST(read(ends[0], about, 1)));
    child = fork_child();
    if (child == 0)
        _exit(daemon(1, 1) == 0 && getppid() != 0 ? 0 : 1);
    printf("daemon() %d\n", ended(child));
}
