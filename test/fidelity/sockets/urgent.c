#include "../must.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

// A byte out of band.
int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int server = MUST(socket(AF_INET, SOCK_STREAM, 0)), client = MUST(socket(AF_INET, SOCK_STREAM, 0));
    char text[8] = "";
    MUST(bind(server, (struct sockaddr *)&address, size));
    MUST(listen(server, 1));
    MUST(getsockname(server, (struct sockaddr *)&address, &size));
    MUST(connect(client, (struct sockaddr *)&address, size));
    int connection = MUST(accept(server, NULL, NULL));
    printf("none: %s\n", failure(recv(connection, text, 1, MSG_OOB)));
    MUST(send(client, "ab", 2, 0));
    MUST(send(client, "!", 1, MSG_OOB));
    MUST(send(client, "cd", 2, 0));
    MUST(shutdown(client, SHUT_WR));
    struct pollfd look = {.fd = connection, .events = POLLPRI};
    MUST(poll(&look, 1, -1));
    printf("urgent %d: %d", (look.revents & POLLPRI) != 0, MUST(recv(connection, text, 1, MSG_OOB)));
    printf(" %c\n", text[0]);
    printf("up to the mark %d\n", MUST(recv(connection, text, 7, 0)));
    printf("at the mark %d\n", MUST(sockatmark(connection)));
    printf("after it %d\n", MUST(recv(connection, text, 7, MSG_WAITALL)));
}
