// Several clients in one process. All are connected before the first one speaks, and the last one speaks
// first: a server that takes one after the other would wait for the first and never get to the last. Usage:
// clients NUMBER
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5462, MOST = 16, LINE = 64 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static FILE *connect_to_server(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
        die("connect");
    FILE *server = fdopen(fd, "r"); // fgets puts the pieces of a line together for us
    if (server == NULL)
        die("fdopen");
    return server;
}

static void read_line(FILE *server, char line[LINE]) {
    if (fgets(line, LINE, server) == NULL) {
        fprintf(stderr, "clients: no answer\n");
        exit(EXIT_FAILURE);
    }
    line[strcspn(line, "\n")] = '\0';
}

int main(int argc, char *argv[]) {
    int number = argc > 1 ? atoi(argv[1]) : 1, distinct = 0;
    FILE *servers[MOST];
    char processes[MOST][LINE];
    if (number > MOST)
        number = MOST;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    for (int i = 0; i < number; i++)
        servers[i] = connect_to_server();
    printf("clients: %d connected\n", number);

    for (int i = number - 1; i >= 0; i--) {
        char line[LINE];
        read_line(servers[i], processes[i]); // which process it is that serves us
        if (dprintf(fileno(servers[i]), "client %d speaks\n", i + 1) < 0)
            die("dprintf");
        read_line(servers[i], line);
        printf("clients: answer to %d: %s\n", i + 1, line);
    }

    for (int i = 0; i < number; i++) {
        int seen = 0;
        for (int k = 0; k < i; k++)
            seen = seen || strcmp(processes[i], processes[k]) == 0;
        distinct += !seen;
    }
    printf("clients: served by %d processes\n", distinct);

    // We have nothing more to say, so the children end. The end of file comes back only when nobody at all
    // has the connection open on the other side, so not before the parent has closed its copy too.
    for (int i = 0; i < number; i++) {
        if (shutdown(fileno(servers[i]), SHUT_WR) == -1)
            die("shutdown");
        if (fgetc(servers[i]) != EOF || ferror(servers[i])) {
            fprintf(stderr, "clients: no end of file\n");
            return EXIT_FAILURE;
        }
        if (fclose(servers[i]) == EOF)
            die("fclose");
    }
    printf("clients: end of file from all\n");
    return EXIT_SUCCESS;
}
