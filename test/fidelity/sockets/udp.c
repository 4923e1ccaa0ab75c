#include "../must.h"

#include <arpa/inet.h>
#include <sys/socket.h>

// Datagrams over loopback; a connected socket hears of a closed port.
int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, from;
    socklen_t size = sizeof address, length = sizeof from;
    int receiver = MUST(socket(AF_INET, SOCK_DGRAM, 0)), sender = MUST(socket(AF_INET, SOCK_DGRAM, 0));
    char text[16] = "";
    MUST(bind(receiver, (struct sockaddr *)&address, size));
    MUST(getsockname(receiver, (struct sockaddr *)&address, &size));
    MUST(sendto(sender, "datagram", 8, 0, (struct sockaddr *)&address, size));
    MUST(sendto(sender, "", 0, 0, (struct sockaddr *)&address, size));
    printf("%d", MUST(recvfrom(receiver, text, 15, 0, (struct sockaddr *)&from, &length)));
    printf(" %s from %s\n", text, inet_ntoa(from.sin_addr));
    printf("empty %d\n", MUST(recv(receiver, text, 15, 0)));
    printf("nothing: %s\n", failure(recv(receiver, text, 15, MSG_DONTWAIT)));
    struct timeval patience = {0, 2000};
    MUST(setsockopt(receiver, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience));
    printf("in time: %s\n", failure(recv(receiver, text, 15, 0)));
    close(receiver);
    MUST(connect(sender, (struct sockaddr *)&address, size));
    MUST(send(sender, "x", 1, 0));
    printf("nobody there: %s\n", failure(recv(sender, text, 15, 0)));
    static char large[70000];
    printf("too large: %s\n", failure(send(sender, large, sizeof large, 0)));
}
