#include "../must.h"

#include <sys/ioctl.h>
#include <termios.h>

// A pseudo-terminal: lines, echo, erasing, raw bytes.
static int master, slave;

// Reads exactly that much: a terminal may give it in pieces.
static void show(const char *what, int fd, int size) {
    char text[64];
    for (int have = 0; have < size;)
        have += MUST(read(fd, text + have, (size_t)(size - have)));
    printf("%s:", what);
    for (int i = 0; i < size; i++)
        printf(text[i] < ' ' || text[i] > '~' ? " %02x" : " %c", (unsigned char)text[i]);
    printf("\n");
}

int main(void) {
    struct termios settings;
    master = MUST(posix_openpt(O_RDWR | O_NOCTTY));
    MUST(grantpt(master));
    MUST(unlockpt(master));
    printf("name in /dev/pts %d\n", strncmp(ptsname(master), "/dev/pts/", 9) == 0);
    slave = MUST(open(ptsname(master), O_RDWR | O_NOCTTY));
    printf("terminal %d\n", isatty(slave));
    MUST(write(master, "abx\177c\n", 6));
    show("line", slave, 4);
    show("echo", master, 9);
    MUST(write(slave, "out\n", 4));
    show("output", master, 5);
    MUST(tcgetattr(slave, &settings));
    printf("canonical %d echo %d\n", (settings.c_lflag & ICANON) != 0, (settings.c_lflag & ECHO) != 0);
    cfmakeraw(&settings);
    MUST(tcsetattr(slave, TCSANOW, &settings));
    MUST(write(master, "a\x03\r", 3));
    show("raw", slave, 3);
    MUST(write(slave, "\n", 1));
    show("raw output", master, 1);
    struct winsize size = {.ws_row = 33, .ws_col = 99};
    MUST(ioctl(master, TIOCSWINSZ, &size));
    memset(&size, 0, sizeof size);
    MUST(ioctl(slave, TIOCGWINSZ, &size));
    printf("%d rows %d columns\n", size.ws_row, size.ws_col);
    close(slave);
    printf("hung up: %s\n", failure(read(master, &settings, 1)));
}
