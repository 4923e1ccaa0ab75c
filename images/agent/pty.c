#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int pty_open(struct pty *pty, int root, uint16_t rows, uint16_t columns) {
    const int unlock = 0;
    pty->slave = -1;
    pty->master =
        openat(root, root < 0 ? "/dev/ptmx" : "dev/pts/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (pty->master < 0)
        return -1;
    // Not by its name, which may be another one's here.
    if (ioctl(pty->master, TIOCSPTLCK, &unlock) == 0)
        pty->slave = ioctl(pty->master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (pty->slave < 0) {
        int error = errno;
        close(pty->master);
        pty->master = -1;
        errno = error;
        return -1;
    }
    pty_resize(pty->master, rows, columns);
    return 0;
}

void pty_resize(int master, uint16_t rows, uint16_t columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    ioctl(master, TIOCSWINSZ, &size);
}

int pty_end_character(int master) {
    struct termios settings;
    if (tcgetattr(master, &settings) < 0 || settings.c_cc[VEOF] == _POSIX_VDISABLE)
        return -1;
    return settings.c_cc[VEOF];
}
