// Adds up numbers. It answers only when all of them are there, and only the end of file says so.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5467 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    int on = 1; // see sockets/inet-stream
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 1) == -1)
        die("listen");
    printf("server: listening on 127.0.0.1 port %d\n", PORT);

    int fd = accept(listener, NULL, NULL);
    if (fd == -1)
        die("accept");
    FILE *client = fdopen(fd, "r"); // fscanf puts together what arrives in pieces
    if (client == NULL)
        die("fdopen");

    int sum = 0, number;
    while (fscanf(client, "%d", &number) == 1)
        sum += number;
    if (ferror(client))
        die("fscanf");
    printf("server: end of file\n");

    // The client's side of the connection is over, ours is not.
    if (dprintf(fd, "the sum is %d\n", sum) < 0)
        die("dprintf");
    if (fclose(client) == EOF)
        die("fclose");
    if (close(listener) == -1)
        die("close");
    return EXIT_SUCCESS;
}
