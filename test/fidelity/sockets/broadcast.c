#include "../must.h"

#include <arpa/inet.h>
#include <sys/socket.h>

// To everybody on the network, once that is allowed.
int main(void) {
    struct sockaddr_in any = {.sin_family = AF_INET};
    socklen_t size = sizeof any;
    int receiver = MUST(socket(AF_INET, SOCK_DGRAM, 0)), sender = MUST(socket(AF_INET, SOCK_DGRAM, 0)),
        on = 1;
    char text[16] = "";
    MUST(bind(receiver, (struct sockaddr *)&any, size));
    MUST(getsockname(receiver, (struct sockaddr *)&any, &size));
    const char *all[] = {"127.255.255.255", "255.255.255.255"};
    for (int i = 0; i < 2; i++) {
        any.sin_addr.s_addr = inet_addr(all[i]);
        MUST(setsockopt(sender, SOL_SOCKET, SO_BROADCAST, &(int){0}, sizeof on));
        printf("%s not allowed: %s\n", all[i],
               failure(sendto(sender, "x", 1, 0, (struct sockaddr *)&any, size)));
        MUST(setsockopt(sender, SOL_SOCKET, SO_BROADCAST, &on, sizeof on));
        printf("sent %s\n", failure(sendto(sender, "all", 3, 0, (struct sockaddr *)&any, size)));
        printf("received %d\n", (int)recv(receiver, text, 15, 0));
    }
}
