// The client is there before the server listens.
#define _GNU_SOURCE
#include <assert.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    int status = 0, server = socket(AF_UNIX, SOCK_STREAM, 0);
#ifdef MENDED
    assert(bind(server, (struct sockaddr *)&address, sizeof address) == 0);
    assert(listen(server, 1) == 0);
#endif
    if (fork() == 0) {
        int client = socket(AF_UNIX, SOCK_STREAM, 0);
        _exit(connect(client, (struct sockaddr *)&address, sizeof address) == 0 ? 0 : 1);
    }
#ifndef MENDED
    assert(bind(server, (struct sockaddr *)&address, sizeof address) == 0);
    assert(listen(server, 1) == 0);
#endif
    wait(&status);
    assert(status == 0);
    return 0;
}
