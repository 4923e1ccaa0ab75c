#include "../must.h"

#include <sys/select.h>
#include <time.h>

// Which are ready, and how long is left.
int main(void) {
    int full[2], empty[2];
    fd_set in, out;
    MUST(pipe(full));
    MUST(pipe(empty));
    MUST(write(full[1], "x", 1));
    FD_ZERO(&in);
    FD_ZERO(&out);
    FD_SET(full[0], &in);
    FD_SET(empty[0], &in);
    FD_SET(empty[1], &out);
    printf("ready %d\n", MUST(select(64, &in, &out, NULL, NULL)));
    printf("%d %d %d\n", FD_ISSET(full[0], &in) != 0, FD_ISSET(empty[0], &in) != 0,
           FD_ISSET(empty[1], &out) != 0);
    FD_ZERO(&in);
    FD_SET(empty[0], &in);
    struct timeval patience = {0, 3000};
    printf("in time %d", MUST(select(64, &in, NULL, NULL, &patience)));
    printf(", left %d", (int)patience.tv_usec);
    printf(", none set %d\n", FD_ISSET(empty[0], &in) == 0);
    close(empty[1]);
    FD_SET(empty[0], &in);
    printf("end is ready %d\n", MUST(select(64, &in, NULL, NULL, NULL)));
    close(empty[0]);
    printf("closed: %s\n", failure(select(64, &in, NULL, NULL, NULL)));
    patience = (struct timeval){1000, 0};
    FD_ZERO(&in);
    FD_SET(full[0], &in);
    MUST(select(64, &in, NULL, NULL, &patience));
    printf("left %d\n", patience.tv_sec >= 990);
}
