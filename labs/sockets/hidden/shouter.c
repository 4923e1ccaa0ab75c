// The server of ask: reads until the client has said all, and sends it back in capitals or backwards, in
// pieces. Usage: shouter PORT PIECE MILLISECONDS HOW
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// What a client that does not read the answer cannot know. The newline stays where it is.
static void turn_round(char *line, size_t length) {
    size_t to = length > 0 && line[length - 1] == '\n' ? length - 1 : length;
    for (size_t from = 0; from + 1 < to; from++, to--) {
        char first = line[from];
        line[from] = line[to - 1];
        line[to - 1] = first;
    }
}

int main(int argc, char *argv[]) {
    char line[4096];
    size_t length = 0;
    ssize_t n;

    if (argc != 5)
        return 2;
    size_t piece = (size_t)atoi(argv[2]);
    long milliseconds = atol(argv[3]);
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0 || signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        die("start");
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    printf("listening\n");

    int client = accept(listener, NULL, NULL);
    if (client == -1)
        die("accept");
    while (length < sizeof line && (n = read(client, line + length, sizeof line - length)) > 0)
        length += (size_t)n;
    if (length == sizeof line || n == -1)
        die("read");
    printf("asked: %.*s", (int)length, line);
    if (length == 0 || line[length - 1] != '\n')
        printf(" (no newline)\n");

    if (strcmp(argv[4], "backwards") == 0)
        turn_round(line, length);
    else
        for (size_t i = 0; i < length; i++)
            line[i] = (char)toupper((unsigned char)line[i]);
    for (size_t at = 0; at < length; at += piece) {
        struct timespec pause = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
        nanosleep(&pause, NULL);
        if (write(client, line + at, length - at < piece ? length - at : piece) == -1)
            die("write");
    }
    printf("answered\n");
    return EXIT_SUCCESS;
}
