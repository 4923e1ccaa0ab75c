#include "../must.h"

#include <sys/socket.h>
#include <sys/un.h>

// A server with a name in the file system, and who its client is.
int main(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "server"};
    int server = MUST(socket(AF_UNIX, SOCK_STREAM, 0)), client = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
    printf("nobody: %s\n", failure(connect(client, (struct sockaddr *)&address, sizeof address)));
    MUST(bind(server, (struct sockaddr *)&address, sizeof address));
    printf("in use: %s\n", failure(bind(client, (struct sockaddr *)&address, sizeof address)));
    printf("not listening: %s\n", failure(connect(client, (struct sockaddr *)&address, sizeof address)));
    MUST(listen(server, 5));
    pid_t child = fork_child();
    if (child == 0) {
        MUST(connect(client, (struct sockaddr *)&address, sizeof address));
        MUST(write(client, "hello", 5));
        char answer[8] = "";
        MUST(read(client, answer, 7));
        _exit(strcmp(answer, "HELLO"));
    }
    close(client);
    int connection = MUST(accept4(server, NULL, NULL, SOCK_CLOEXEC));
    struct ucred who;
    socklen_t size = sizeof who;
    MUST(getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &who, &size));
    printf("the child %d, my user %d\n", who.pid == child, who.uid == geteuid());
    char text[8] = "";
    int length = MUST(read(connection, text, 7));
    for (int i = 0; i < length; i++)
        text[i] = (char)(text[i] - 32);
    MUST(write(connection, text, (size_t)length));
    printf("child %d, end %d\n", ended(child), MUST(read(connection, text, 1)));
    unlink("server");
    client = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
    printf("name gone: %s\n", failure(connect(client, (struct sockaddr *)&address, sizeof address)));
}
