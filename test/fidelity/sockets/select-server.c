#include "../must.h"

#include <netinet/in.h>
#include <sys/select.h>
#include <sys/socket.h>

// One process serves several clients.
int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int server = MUST(socket(AF_INET, SOCK_STREAM, 0)), finished = 0, served = 0;
    MUST(bind(server, (struct sockaddr *)&address, size));
    MUST(listen(server, 8));
    MUST(getsockname(server, (struct sockaddr *)&address, &size));
    pid_t children[5];
    for (int i = 0; i < 5; i++) {
        children[i] = fork_child();
        if (children[i] == 0) {
            int client = MUST(socket(AF_INET, SOCK_STREAM, 0)), answer = 0;
            MUST(connect(client, (struct sockaddr *)&address, size));
            MUST(write(client, &i, sizeof i));
            MUST(read(client, &answer, sizeof answer));
            _exit(answer);
        }
    }
    fd_set all, now;
    FD_ZERO(&all);
    FD_SET(server, &all);
    while (finished < 5) {
        now = all;
        MUST(select(64, &now, NULL, NULL, NULL));
        for (int fd = 0; fd < 64; fd++) {
            int number;
            if (!FD_ISSET(fd, &now))
                continue;
            if (fd == server) {
                int connection = MUST(accept(server, NULL, NULL));
                FD_SET(connection, &all);
            } else if (read(fd, &number, sizeof number) == (ssize_t)sizeof number) {
                number *= number;
                served++;
                MUST(write(fd, &number, sizeof number));
            } else {
                FD_CLR(fd, &all);
                close(fd);
                finished++;
            }
        }
    }
    for (int i = 0; i < 5; i++)
        printf("client %d: %d\n", i, ended(children[i]));
    printf("served %d\n", served);
}
