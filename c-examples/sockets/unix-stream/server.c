// A stream server whose address is a path: takes one client and sends its line back, last letter first.
// Usage: server [keep]; with keep it leaves the path behind when it ends, as a server does that is killed.
#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char path[] = "server.sock";

enum { LINE = 256 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// A stream has no message boundaries, here as little as over TCP: go on until the line's end is there.
static size_t read_line(int fd, char *line) {
    size_t length = 0;
    while (length < LINE && (length == 0 || line[length - 1] != '\n')) {
        ssize_t n = read(fd, line + length, LINE - length);
        if (n == -1)
            die("read");
        if (n == 0)
            break; // the client has closed
        length += (size_t)n;
    }
    return length;
}

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
    char line[LINE], answer[LINE];
    size_t length = read_line(client, line);
    if (length > 0 && line[length - 1] == '\n')
        length--;
    for (size_t i = 0; i < length; i++)
        answer[i] = line[length - 1 - i];
    write_all(client, answer, length);
    write_all(client, "\n", 1);
}

int main(int argc, char *argv[]) {
    int keep = argc > 1 && strcmp(argv[1], "keep") == 0;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0) // "listening" must be seen when it is true, not at the end
        die("setvbuf");
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) // a client that has gone is an error of write, not our death
        die("signal");

    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");

    // The address is a path, and bind makes the file: a socket file, which open cannot open. It must not be
    // there yet, whoever made it and however long that process has been dead (EADDRINUSE).
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 5) == -1) // until now a connect to the path is refused
        die("listen");
    printf("server: listening at %s\n", path);

    struct sockaddr_un peer;
    socklen_t size = sizeof peer;
    int client = accept(listener, (struct sockaddr *)&peer, &size);
    if (client == -1)
        die("accept");
    // accept tells the client's address. Nothing behind the family: the client has no path of its own.
    if (size <= offsetof(struct sockaddr_un, sun_path))
        printf("server: a client without a path\n");
    else
        printf("server: a client at %s\n", peer.sun_path);

    serve(client);
    if (close(client) == -1) // the client reads this as end of file
        die("close");
    if (close(listener) == -1)
        die("close");
    // The file does not go away with the socket. Who made it removes it.
    if (!keep && unlink(path) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
