#include "../must.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

// Names outside of the file system, chosen or given by the kernel.
int main(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "\0fidelity"}, other;
    socklen_t size = offsetof(struct sockaddr_un, sun_path) + 9, length = sizeof other;
    int server = MUST(socket(AF_UNIX, SOCK_DGRAM, 0)), client = MUST(socket(AF_UNIX, SOCK_DGRAM, 0));
    char text[8] = "";
    MUST(bind(server, (struct sockaddr *)&address, size));
    struct sockaddr_un none = {.sun_family = AF_UNIX};
    MUST(bind(client, (struct sockaddr *)&none, sizeof none.sun_family));
    MUST(getsockname(client, (struct sockaddr *)&other, &length));
    printf("given: first byte %d, %d bytes\n", other.sun_path[0],
           (int)(length - offsetof(struct sockaddr_un, sun_path)));
    MUST(sendto(client, "ping", 4, 0, (struct sockaddr *)&address, size));
    length = sizeof other;
    printf("%d", MUST(recvfrom(server, text, 7, 0, (struct sockaddr *)&other, &length)));
    printf(" %s\n", text);
    MUST(sendto(server, "pong", 4, 0, (struct sockaddr *)&other, length));
    printf("%d", MUST(recv(client, text, 7, 0)));
    printf(" %s\n", text);
    close(server);
    printf("gone: %s\n", failure(sendto(client, "x", 1, 0, (struct sockaddr *)&address, size)));
}
