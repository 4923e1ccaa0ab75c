// The server of frames: sends the first frame back in capitals, and those after it backwards, which a client
// that does not read the answer cannot know. Usage: framer PORT HOW, which is one of
//   plain     each answer at once
//   pieces    each answer in pieces of three bytes, with a pause before each
//   leaves    ends after the first answer
//   breaks    ends in the middle of the first answer
//   lies      sends an answer that is longer than a frame can be
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// One too many: a client that trusts it goes on, whatever its compiler puts behind its buffer.
enum { LARGEST = 65536, TOO_LONG = LARGEST + 1 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Returns 0 when the client has gone.
static int read_all(int fd, unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t n = read(fd, bytes, length);
        if (n <= 0)
            return 0;
        bytes += n;
        length -= (size_t)n;
    }
    return 1;
}

static void send_pieces(int fd, const unsigned char *bytes, size_t length, size_t piece, long milliseconds) {
    for (size_t at = 0; at < length; at += piece) {
        struct timespec pause = {.tv_nsec = milliseconds * 1000000};
        if (milliseconds > 0)
            nanosleep(&pause, NULL);
        if (write(fd, bytes + at, length - at < piece ? length - at : piece) == -1)
            die("write");
    }
}

static void turn_round(unsigned char *bytes, size_t length) {
    for (size_t from = 0; from + 1 < length; from++, length--) {
        unsigned char first = bytes[from];
        bytes[from] = bytes[length - 1];
        bytes[length - 1] = first;
    }
}

static int open_listener(int port) {
    int on = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener == -1 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("socket");
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    return listener;
}

int main(int argc, char *argv[]) {
    static unsigned char frame[4 + TOO_LONG];

    if (argc != 3)
        return 2;
    const char *how = argv[2];
    size_t piece = strcmp(how, "pieces") == 0 ? 3 : sizeof frame;
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0 || signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        die("start");
    int listener = open_listener(atoi(argv[1]));
    printf("listening\n");

    int client = accept(listener, NULL, NULL);
    if (client == -1)
        die("accept");
    for (int frames = 0; read_all(client, frame, 4); frames++) {
        uint32_t length;
        memcpy(&length, frame, sizeof length);
        length = ntohl(length);
        if (length > LARGEST) {
            printf("a frame that cannot be: %lu bytes\n", (unsigned long)length);
            return EXIT_FAILURE;
        }
        if (!read_all(client, frame + 4, length)) {
            printf("a frame of %lu bytes that is not there\n", (unsigned long)length);
            return EXIT_FAILURE;
        }
        printf("frame: %lu\n", (unsigned long)length);
        if (frames > 0)
            turn_round(frame + 4, length);
        else
            for (uint32_t i = 0; i < length; i++)
                frame[4 + i] = (unsigned char)toupper(frame[4 + i]);
        if (strcmp(how, "lies") == 0) {
            length = TOO_LONG;
            uint32_t header = htonl(length);
            memset(frame + 4, 'x', length);
            memcpy(frame, &header, sizeof header);
        }
        if (strcmp(how, "breaks") == 0) {
            send_pieces(client, frame, 4 + length / 2, sizeof frame, 0);
            return EXIT_SUCCESS;
        }
        send_pieces(client, frame, 4 + length, piece, piece == 3 ? 20 : 0);
        if (strcmp(how, "leaves") == 0)
            return EXIT_SUCCESS;
    }
    printf("the client has gone\n");
    return EXIT_SUCCESS;
}
