// A UDP client with two sockets. It sends over both before it receives, so both questions are under way at
// once.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5461 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void send_text(int fd, const char *text) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // No bind before: with its first sendto the socket is given a free port, to which the answer can come.
    if (sendto(fd, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to) != (ssize_t)strlen(text))
        die("sendto");
}

static void receive(const char *name, int fd) {
    char text[256], sender[INET_ADDRSTRLEN];
    struct sockaddr_in from;
    socklen_t size = sizeof from;
    ssize_t n = recvfrom(fd, text, sizeof text, 0, (struct sockaddr *)&from, &size);
    if (n == -1)
        die("recvfrom");
    if (inet_ntop(AF_INET, &from.sin_addr, sender, sizeof sender) == NULL)
        die("inet_ntop");
    printf("client, socket %s: \"%.*s\" from %s port %d\n", name, (int)n, text, sender, ntohs(from.sin_port));
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    int a = socket(AF_INET, SOCK_DGRAM, 0);
    int b = socket(AF_INET, SOCK_DGRAM, 0);
    if (a == -1 || b == -1)
        die("socket");

    send_text(a, "I am a");
    send_text(b, "and I am b");
    printf("client: 2 sent\n"); // says nothing about what became of them: UDP does not tell

    receive("b", b);
    receive("a", a);

    if (close(a) == -1 || close(b) == -1)
        die("close");
    return EXIT_SUCCESS;
}
