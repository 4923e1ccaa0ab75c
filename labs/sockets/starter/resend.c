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

int main(int argc, char *argv[]) {
    char question[200];

    if (argc != 4) {
        fprintf(stderr, "usage: resend PORT NUMBER WORD\n");
        return 2;
    }
    int length = snprintf(question, sizeof question, "%s %s", argv[2], argv[3]);
    fprintf(stderr, "resend: %d bytes to be sent to port %s, %d times at most\n", length, argv[1], TRIES);
    return EXIT_FAILURE;
}
