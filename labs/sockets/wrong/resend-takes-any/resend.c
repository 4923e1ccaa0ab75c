// Asks a server over UDP, and asks again when no answer comes: up to five times, a second apart.
// Usage: resend PORT NUMBER WORD
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { TRIES = 5 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The answer is "NUMBER WORD": returns the word if the number is that of our question.
static const char *answer_to(const char *number, const char *datagram) {
    size_t length = strlen(number);
    return strlen(datagram) > length ? strchr(datagram, ' ') + 1 : NULL;
}

int main(int argc, char *argv[]) {
    char question[200], datagram[200];

    if (argc != 4) {
        fprintf(stderr, "usage: resend PORT NUMBER WORD\n");
        return 2;
    }
    int length = snprintf(question, sizeof question, "%s %s", argv[2], argv[3]);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        die("socket");
    struct timeval second = {.tv_sec = 1};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1) // who else sends is not heard
        die("connect");

    for (int i = 0; i < TRIES; i++) {
        if (send(fd, question, (size_t)length, 0) == -1)
            die("send");
        ssize_t n;
        while ((n = recv(fd, datagram, sizeof datagram - 1, 0)) != -1) {
            datagram[n] = '\0';
            const char *word = answer_to(argv[2], datagram);
            if (word != NULL) {
                printf("%s\n", word);
                return EXIT_SUCCESS;
            }
        }
        if (errno != EAGAIN)
            die("recv");
    }
    fprintf(stderr, "resend: no answer\n");
    return EXIT_FAILURE;
}
