#include "../must.h"

#include <termios.h>

// A pty opened without O_NOCTTY does no harm to a process that leads no session.
int main(void) {
    signal(SIGHUP, SIG_DFL);
    printf("leads a session %d\n", getsid(0) == getpid());
    int master = MUST(posix_openpt(O_RDWR));
    MUST(grantpt(master));
    MUST(unlockpt(master));
    int slave = MUST(open(ptsname(master), O_RDWR));
    printf("not its controlling terminal: %s\n", failure(tcgetsid(slave)));
    close(slave);
    close(master);
    printf("still here\n");
}
