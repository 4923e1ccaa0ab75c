#include "../must.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

// Closed with unread data, or with SO_LINGER 0: the other side is reset.
static void pair_of(int ends[2]) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int server = MUST(socket(AF_INET, SOCK_STREAM, 0));
    MUST(bind(server, (struct sockaddr *)&address, size));
    MUST(listen(server, 1));
    MUST(getsockname(server, (struct sockaddr *)&address, &size));
    ends[0] = MUST(socket(AF_INET, SOCK_STREAM, 0));
    MUST(connect(ends[0], (struct sockaddr *)&address, size));
    ends[1] = MUST(accept(server, NULL, NULL));
    close(server);
}

int main(void) {
    int ends[2], error;
    socklen_t size = sizeof error;
    char byte;
    signal(SIGPIPE, SIG_IGN);
    pair_of(ends);
    MUST(setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger)));
    close(ends[0]);
    printf("lingered for nothing: %s\n", failure(read(ends[1], &byte, 1)));
    pair_of(ends);
    MUST(write(ends[1], "unread", 6));
    MUST(poll(&(struct pollfd){.fd = ends[0], .events = POLLIN}, 1, -1));
    close(ends[0]);
    MUST(poll(&(struct pollfd){.fd = ends[1], .events = POLLIN}, 1, -1));
    MUST(getsockopt(ends[1], SOL_SOCKET, SO_ERROR, &error, &size));
    printf("unread: %s\n", strerrorname_np(error));
    pair_of(ends);
    close(ends[0]);
    printf("closed in order: %d\n", MUST(read(ends[1], &byte, 1)));
    printf("first write %d\n", (int)write(ends[1], "x", 1));
    MUST(poll(&(struct pollfd){.fd = ends[1], .events = 0}, 1, -1));
    printf("second write: %s\n", failure(write(ends[1], "x", 1)));
}
