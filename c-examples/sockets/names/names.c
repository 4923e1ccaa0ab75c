// Asks for a machine by name or by address, and shows every field of the answer.
// Usage: names NAME, or names -a ADDRESS
#define _DEFAULT_SOURCE // POSIX has dropped these functions in favour of getaddrinfo

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static void show_address(const char *field, int family, const char *address) {
    char text[INET6_ADDRSTRLEN];
    if (inet_ntop(family, address, text, sizeof text) == NULL) {
        perror("inet_ntop");
        exit(EXIT_FAILURE);
    }
    printf("%s: %s\n", field, text);
}

// The structure and all that it points to belong to the library, and the next call writes over them.
static void show(const struct hostent *host) {
    printf("h_name: %s\n", host->h_name); // the official name, whichever we have asked for
    for (char **alias = host->h_aliases; *alias != NULL; alias++)
        printf("h_aliases: %s\n", *alias);
    printf("h_addrtype: %s\n", host->h_addrtype == AF_INET ? "AF_INET" : "another");
    printf("h_length: %d\n", host->h_length);
    for (char **address = host->h_addr_list; *address != NULL; address++) // a null pointer ends both lists
        show_address("h_addr_list", host->h_addrtype, *address);
    show_address("h_addr", host->h_addrtype, host->h_addr); // an old name for h_addr_list[0]
}

static const char *name_of_error(void) {
    switch (h_errno) {
    case HOST_NOT_FOUND:
        return "HOST_NOT_FOUND";
    case TRY_AGAIN:
        return "TRY_AGAIN";
    case NO_RECOVERY:
        return "NO_RECOVERY";
    case NO_DATA:
        return "NO_DATA";
    default:
        return "unknown";
    }
}

int main(int argc, char *argv[]) {
    struct hostent *host;

    if (argc == 3 && strcmp(argv[1], "-a") == 0) {
        struct in_addr address; // in network byte order, as everything that goes into such a call
        if (inet_pton(AF_INET, argv[2], &address) != 1) {
            fprintf(stderr, "names: %s is no address\n", argv[2]);
            return EXIT_FAILURE;
        }
        host = gethostbyaddr(&address, sizeof address, AF_INET);
    } else if (argc == 2) {
        host = gethostbyname(argv[1]);
    } else {
        fprintf(stderr, "usage: names NAME | names -a ADDRESS\n");
        return 2;
    }

    if (host == NULL) {
        // These two do not report through errno: h_errno has the reason, and herror is its perror.
        printf("h_errno: %d, %s\n", h_errno, name_of_error());
        herror(argv[argc - 1]);
        return EXIT_FAILURE;
    }
    show(host);
    return EXIT_SUCCESS;
}
