#include "../must.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

// A connection begun, waited for, and looked at.
int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int server = MUST(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)), error = -1;
    MUST(bind(server, (struct sockaddr *)&address, size));
    MUST(listen(server, 4));
    MUST(getsockname(server, (struct sockaddr *)&address, &size));
    printf("nobody: %s\n", failure(accept(server, NULL, NULL)));
    int client = MUST(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
    printf("begun: %s\n", failure(connect(client, (struct sockaddr *)&address, size)));
    struct pollfd look = {.fd = client, .events = POLLOUT};
    MUST(poll(&look, 1, -1));
    size = sizeof error;
    MUST(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &size));
    printf("writable %d error %d\n", (look.revents & POLLOUT) != 0, error);
    MUST(poll(&(struct pollfd){.fd = server, .events = POLLIN}, 1, -1));
    int connection = MUST(accept4(server, NULL, NULL, SOCK_NONBLOCK));
    static char block[65536];
    long sent = 0;
    ssize_t now;
    while ((now = write(client, block, sizeof block)) > 0)
        sent += now;
    printf("full: %s, not at once %d\n", strerrorname_np(errno), sent > 4096);
    long received = 0;
    while (received < sent) {
        MUST(poll(&(struct pollfd){.fd = connection, .events = POLLIN}, 1, -1));
        received += MUST(read(connection, block, sizeof block));
    }
    printf("all arrived %d\n", received == sent);
    look.revents = 0;
    MUST(poll(&look, 1, -1));
    printf("writable again %d\n", (look.revents & POLLOUT) != 0);
}
