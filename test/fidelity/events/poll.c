#include "../must.h"

#include <poll.h>

// Ready, hung up, not open, ignored.
int main(void) {
    int ends[2];
    MUST(pipe(ends));
    struct pollfd looks[] = {{.fd = ends[0], .events = POLLIN},
                             {.fd = ends[1], .events = POLLOUT},
                             {.fd = 200, .events = POLLIN},
                             {.fd = -1}};
    printf("%d", MUST(poll(looks, 4, 0)));
    printf(": %d %d %d %d\n", looks[0].revents == 0, looks[1].revents == POLLOUT,
           looks[2].revents == POLLNVAL, looks[3].revents == 0);
    printf("in time %d\n", MUST(poll(looks, 1, 2)));
    MUST(write(ends[1], "x", 1));
    printf("%d", MUST(poll(looks, 1, -1)));
    printf(" %d\n", looks[0].revents == POLLIN);
    close(ends[1]);
    MUST(poll(looks, 1, -1));
    printf("both %d\n", looks[0].revents == (POLLIN | POLLHUP));
    int file = MUST(open("/etc/passwd", O_RDONLY));
    looks[0] = (struct pollfd){.fd = file, .events = POLLIN | POLLOUT};
    MUST(poll(looks, 1, 0));
    printf("a file is always ready %d\n", looks[0].revents == (POLLIN | POLLOUT));
}
