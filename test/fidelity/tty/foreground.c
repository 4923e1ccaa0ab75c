#include "../must.h"

#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

// Job control at a terminal: the background is stopped when it reads, until it is brought to the foreground.
static int shell(void) {
    int status;
    char line[8] = "";
    signal(SIGTTOU, SIG_IGN);
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        signal(SIGTTIN, SIG_DFL);
        _exit(read(0, line, 7) == 3 && strcmp(line, "go\n") == 0 ? 21 : 1);
    }
    setpgid(child, child);
    MUST(waitpid(child, &status, WUNTRACED));
    if (!WIFSTOPPED(status) || WSTOPSIG(status) != SIGTTIN)
        return 1;
    MUST(tcsetpgrp(0, child));
    MUST(kill(-child, SIGCONT));
    (void)!write(1, "R", 1);
    MUST(waitpid(child, &status, 0));
    MUST(tcsetpgrp(0, getpgrp()));
    return WEXITSTATUS(status);
}

int main(void) {
    int master;
    char byte;
    pid_t child = MUST(forkpty(&master, NULL, NULL, NULL));
    if (child == 0)
        _exit(shell());
    MUST(read(master, &byte, 1));
    printf("in the background it was stopped %d\n", byte == 'R');
    MUST(write(master, "go\n", 3));
    printf("in the foreground it read: %d\n", ended(child));
    printf("foreign terminal: %s\n", failure(tcsetpgrp(master, getpgrp())));
}
