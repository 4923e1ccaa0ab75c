// The server of resend, on a bad line: loses so many questions and answers the next one. When nobody has
// asked for four seconds it says how often it was asked, and ends. Usage: lossy PORT LOST HOW, which is one
// of
//   plain     answers at once, in capitals
//   slow      takes a while for the answer, but less than a second; it is the word backwards
//   stale     sends an answer to another question before that; it is the word backwards
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// In capitals; or the word backwards, which a client that does not read the answer cannot know.
static void answer_of(char *datagram, size_t length, int is_backwards) {
    char *word = memchr(datagram, ' ', length);
    if (!is_backwards || word == NULL) {
        for (size_t i = 0; i < length; i++)
            datagram[i] = (char)toupper((unsigned char)datagram[i]);
        return;
    }
    char *from = word + 1, *to = datagram + length;
    for (; from + 1 < to; from++) {
        char first = *from;
        *from = *--to;
        *to = first;
    }
}

int main(int argc, char *argv[]) {
    static const char stale[] = "6 STALE";
    char datagram[200];
    int asked = 0;
    ssize_t n;

    if (argc != 4)
        return 2;
    int lost = atoi(argv[2]);
    const char *how = argv[3];
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("start");
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        die("socket");
    struct timeval patience = {.tv_sec = 4};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    printf("bound\n");

    struct sockaddr_in client;
    socklen_t size = sizeof client;
    while ((n = recvfrom(fd, datagram, sizeof datagram, 0, (struct sockaddr *)&client, &size)) != -1) {
        asked++;
        if (asked > lost) {
            answer_of(datagram, (size_t)n, strcmp(how, "plain") != 0);
            if (asked == lost + 1 && strcmp(how, "slow") == 0) {
                struct timespec pause = {.tv_nsec = 600000000};
                nanosleep(&pause, NULL);
            }
            if (strcmp(how, "stale") == 0)
                sendto(fd, stale, sizeof stale - 1, 0, (struct sockaddr *)&client, size);
            sendto(fd, datagram, (size_t)n, 0, (struct sockaddr *)&client, size);
        }
        size = sizeof client;
    }
    printf("asked: %d\n", asked);
    return EXIT_SUCCESS;
}
