// Asks a server one line over TCP and prints all that it answers. Usage: ask PORT WORD...
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char *argv[]) {
    if (argc < 3) {
        fprintf(stderr, "usage: ask PORT WORD...\n");
        return 2;
    }
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    fprintf(stderr, "%s: not asked yet, %zu bytes of address\n", argv[1], sizeof address);
    return EXIT_FAILURE;
}
