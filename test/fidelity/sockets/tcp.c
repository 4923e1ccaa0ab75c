#include "../must.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

// A connection over 127.0.0.1, from port to refusal.
int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, peer;
    socklen_t size = sizeof address;
    int server = MUST(socket(AF_INET, SOCK_STREAM, 0)), on = 1;
    MUST(setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on));
    MUST(bind(server, (struct sockaddr *)&address, size));
    MUST(listen(server, 3));
    MUST(getsockname(server, (struct sockaddr *)&address, &size));
    printf("a port was given %d\n", ntohs(address.sin_port) >= 1024);
    pid_t child = fork_child();
    if (child == 0) {
        int client = MUST(socket(AF_INET, SOCK_STREAM, 0));
        MUST(setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
        MUST(connect(client, (struct sockaddr *)&address, sizeof address));
        MUST(send(client, "request", 7, 0));
        MUST(shutdown(client, SHUT_WR));
        char answer[16];
        _exit(recv(client, answer, sizeof answer, MSG_WAITALL) != 6);
    }
    size = sizeof peer;
    int connection = MUST(accept(server, (struct sockaddr *)&peer, &size));
    printf("from %s\n", inet_ntoa(peer.sin_addr));
    char text[16] = "";
    printf("%d", MUST(recv(connection, text, 15, MSG_WAITALL)));
    printf(" %s\n", text);
    MUST(send(connection, "answer", 6, 0));
    close(connection);
    printf("child %d\n", ended(child));
    close(server);
    int late = MUST(socket(AF_INET, SOCK_STREAM, 0));
    printf("refused: %s\n", failure(connect(late, (struct sockaddr *)&address, sizeof address)));
    printf("not connected: %s\n", failure(send(late, "x", 1, MSG_NOSIGNAL)));
}
