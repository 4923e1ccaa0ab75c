#include "../must.h"

#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

// A child in a session of its own with a controlling terminal; Ctrl-C, Ctrl-\ and hanging up.
int main(void) {
    char keys[] = {3, 28, 0};
    for (int i = 0; i < 3; i++) {
        int master;
        char text[32] = "";
        fflush(stdout);
        pid_t child = MUST(forkpty(&master, NULL, NULL, &(struct winsize){24, 80, 0, 0}));
        if (child == 0) {
            bool leads = getsid(0) == getpid() && tcgetpgrp(0) == getpgrp() && open("/dev/tty", O_RDWR) >= 0;
            (void)!write(1, leads ? "leads" : "wrong", 5);
            for (;;)
                pause();
        }
        MUST(read(master, text, sizeof text - 1));
        if (keys[i] != 0)
            MUST(write(master, &keys[i], 1));
        else
            close(master);
        printf("%s, ended by %s\n", text, sigabbrev_np(ended(child) - 128));
    }
}
