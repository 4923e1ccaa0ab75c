#include "../must.h"

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

// Speed, special characters, VMIN and VTIME, what waits.

int main(void) {
    int master, slave, waiting;
    char text[8];
    struct termios settings;
    MUST(openpty(&master, &slave, NULL, NULL, NULL));
    MUST(tcgetattr(slave, &settings));
    printf("interrupt %d erase %d end %d\n", settings.c_cc[VINTR], settings.c_cc[VERASE],
           settings.c_cc[VEOF]);
    MUST(cfsetspeed(&settings, B9600));
    settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 1;
    MUST(tcsetattr(slave, TCSAFLUSH, &settings));
    printf("speed %d\n", cfgetospeed(&settings) == B9600);
    printf("nothing in time: %d\n", MUST(read(slave, text, 1)));
    settings.c_cc[VMIN] = 3;
    settings.c_cc[VTIME] = 0;
    MUST(tcsetattr(slave, TCSANOW, &settings));
    MUST(write(master, "abc", 3));
    printf("three at least: %d\n", MUST(read(slave, text, 8)));
    settings.c_cc[VMIN] = 1;
    MUST(tcsetattr(slave, TCSANOW, &settings));
    MUST(write(master, "d", 1));
    MUST(poll(&(struct pollfd){.fd = slave, .events = POLLIN}, 1, -1));
    MUST(ioctl(slave, FIONREAD, &waiting));
    printf("waiting %d", waiting);
    MUST(tcflush(slave, TCIFLUSH));
    MUST(ioctl(slave, FIONREAD, &waiting));
    printf(", flushed %d\n", waiting);
    printf("not a terminal: %s\n", failure(tcgetattr(open("/dev/null", O_RDWR), &settings)));
}
