#include "../must.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <sys/socket.h>

// Names of hosts, services, protocols and devices, without a network.
int main(void) {
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found;
    char host[64], service[32];
    printf("localhost %d\n", getaddrinfo("localhost", "http", &hints, &found));
    struct sockaddr_in *address = (struct sockaddr_in *)found->ai_addr;
    printf("%s port %d, more %d\n", inet_ntoa(address->sin_addr), ntohs(address->sin_port),
           found->ai_next != NULL);
    printf("%s\n", getnameinfo(found->ai_addr, found->ai_addrlen, host, sizeof host, service, sizeof service,
                               NI_NUMERICHOST) == 0
                       ? service
                       : "none");
    freeaddrinfo(found);
    hints.ai_flags = AI_PASSIVE;
    getaddrinfo(NULL, "7", &hints, &found);
    printf("passive %s\n", inet_ntoa(((struct sockaddr_in *)found->ai_addr)->sin_addr));
    hints.ai_flags = AI_NUMERICHOST;
    printf("%s\n", gai_strerror(getaddrinfo("not-a-number", NULL, &hints, &found)));
    printf("%s\n", gai_strerror(getaddrinfo("127.0.0.1", "no-such-service", &hints, &found)));
    printf("service ssh %d, protocol tcp %d\n", ntohs((uint16_t)getservbyname("ssh", "tcp")->s_port),
           getprotobyname("tcp")->p_proto);
    printf("by name %d\n", gethostbyname("localhost")->h_length);
    struct ifaddrs *devices;
    MUST(getifaddrs(&devices));
    for (struct ifaddrs *at = devices; at; at = at->ifa_next)
        if (strcmp(at->ifa_name, "lo") == 0 && at->ifa_addr && at->ifa_addr->sa_family == AF_INET)
            printf("lo %s up %d\n", inet_ntoa(((struct sockaddr_in *)at->ifa_addr)->sin_addr),
                   (at->ifa_flags & IFF_UP) != 0);
    freeifaddrs(devices);
}
