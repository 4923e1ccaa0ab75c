#include "../must.h"

#include <sys/socket.h>

// A pair of streams: both directions, half closed, bytes without borders.
int main(void) {
    int pair[2];
    char text[16] = "";
    MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
    MUST(send(pair[0], "ab", 2, 0));
    MUST(send(pair[0], "cd", 2, 0));
    printf("peek %d", MUST(recv(pair[1], text, 3, MSG_PEEK)));
    printf(" %s\n", text);
    printf("all %d %.4s\n", MUST(recv(pair[1], text, 15, 0)), text);
    printf("not now: %s\n", failure(recv(pair[1], text, 1, MSG_DONTWAIT)));
    MUST(shutdown(pair[0], SHUT_WR));
    printf("end %d\n", MUST(recv(pair[1], text, 1, 0)));
    MUST(send(pair[1], "back", 4, 0));
    printf("other way %d\n", MUST(recv(pair[0], text, 15, 0)));
    printf("after shutdown: %s\n", failure(send(pair[0], "x", 1, MSG_NOSIGNAL)));
    close(pair[0]);
    printf("closed: %s\n", failure(send(pair[1], "x", 1, MSG_NOSIGNAL)));
    signal(SIGPIPE, SIG_DFL);
    pid_t child = fork_child();
    if (child == 0) {
        send(pair[1], "x", 1, 0);
        _exit(0);
    }
    printf("child ended by %s\n", sigabbrev_np(ended(child) - 128));
}
