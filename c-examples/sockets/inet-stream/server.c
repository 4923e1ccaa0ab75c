// A TCP server: takes clients one after the other and sends each one's line back in capitals.
// Usage: server CLIENTS, the number of clients after which it ends.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5460, LINE = 256, CHUNK = 8 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A stream has no message boundaries: a read gives what has arrived, which may be half a line. So go on until
// the line's end is there. CHUNK is small so that this happens in every run and not just in bad weather.
static size_t read_line(int fd, char *line, int *reads) {
    size_t length = 0;
    *reads = 0;
    while (length == 0 || line[length - 1] != '\n') {
        size_t room = LINE - length < CHUNK ? LINE - length : CHUNK;
        ssize_t n = room > 0 ? read(fd, line + length, room) : 0;
        if (n == -1)
            die("read");
        if (n == 0)
            break; // the client has closed, or the line is too long
        length += (size_t)n;
        ++*reads;
    }
    return length;
}

// A write, too, may take only a part.
static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n == -1)
            die("write");
        bytes += n;
        length -= (size_t)n;
    }
}

static void serve(int client) {
    char line[LINE];
    int reads;
    size_t length = read_line(client, line, &reads);
    printf("server: a line of %zu bytes in %d reads\n", length, reads);
    for (size_t i = 0; i < length; i++)
        line[i] = (char)toupper((unsigned char)line[i]);
    write_all(client, line, length);
}

int main(int argc, char *argv[]) {
    int clients = argc > 1 ? atoi(argv[1]) : 1;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // "listening" must be seen when it is true, not at the end
        die("setvbuf");
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) // a client that has gone is an error of write, not our death
        die("signal");

    int listener = socket(AF_INET, SOCK_STREAM, 0); // 0: the system picks TCP
    if (listener == -1)
        die("socket");

    // The side that closes first keeps the address for a minute (TIME_WAIT), and here that is the server.
    // Without this a second start within that minute would fail with EADDRINUSE.
    int on = 1;
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");

    // Numbers in an address are in network byte order; without htons the port would be 21525 on this machine.
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK); // 127.0.0.1: nobody from outside
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 5) == -1) // from here on the kernel takes connections, also before accept
        die("listen");
    printf("server: listening on 127.0.0.1 port %d\n", PORT);

    for (int i = 1; i <= clients; i++) {
        // Waits for a connection and gives a new descriptor for it. The listener is never read or written.
        int client = accept(listener, NULL, NULL);
        if (client == -1)
            die("accept");
        printf("server: connection %d is descriptor %d, descriptor %d listens on\n", i, client, listener);
        serve(client);
        if (close(client) == -1) // the client reads this as end of file
            die("close");
    }
    if (close(listener) == -1)
        die("close");
    return EXIT_SUCCESS;
}
