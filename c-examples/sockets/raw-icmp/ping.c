// One ping to loopback over a raw socket: we build the ICMP message ourselves, and see the IP headers.
#define _DEFAULT_SOURCE // struct iphdr and struct icmphdr are not part of POSIX

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char payload[] = "are you there?";

enum { SEQUENCE = 1, SIZE = sizeof(struct icmphdr) + sizeof payload };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The Internet checksum: the ones' complement of the sum of all 16-bit words, carries added back in. Over a
// message that has its checksum in it, the result is 0.
static uint16_t checksum(const unsigned char *bytes, size_t length) {
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i++)
        sum += i % 2 == 0 ? (uint32_t)bytes[i] << 8 : bytes[i];
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static void send_request(int fd, uint16_t id) {
    unsigned char message[SIZE];
    struct icmphdr header = {.type = ICMP_ECHO, .un.echo = {.id = htons(id), .sequence = htons(SEQUENCE)}};
    memcpy(message, &header, sizeof header);
    memcpy(message + sizeof header, payload, sizeof payload);
    // With TCP and UDP the kernel does this. A message with a wrong one would be thrown away without a word.
    header.checksum = htons(checksum(message, sizeof message));
    memcpy(message, &header, sizeof header);

    struct sockaddr_in to = {.sin_family = AF_INET}; // no port: ICMP has none
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (sendto(fd, message, sizeof message, 0, (struct sockaddr *)&to, sizeof to) != (ssize_t)sizeof message)
        die("sendto");
    printf("sent: echo request, %d bytes\n", (int)sizeof message);
}

// Every ICMP message that reaches this machine is given to every raw ICMP socket, whoever it is for. So we
// must pick out our own, by the number in it. Returns the type of the message, -1 for one that is not ours.
static int receive(int fd, uint16_t id) {
    unsigned char packet[1500];
    struct iphdr ip;
    struct icmphdr icmp;
    char from[INET_ADDRSTRLEN];

    ssize_t n = recvfrom(fd, packet, sizeof packet, 0, NULL, NULL);
    if (n == -1)
        die("recvfrom");
    if ((size_t)n < sizeof ip)
        return -1;
    memcpy(&ip, packet, sizeof ip);
    size_t start = ip.ihl * 4u; // the header's length is in it, in words of four bytes
    if ((size_t)n < start + SIZE)
        return -1;
    memcpy(&icmp, packet + start, sizeof icmp);
    if ((icmp.type != ICMP_ECHO && icmp.type != ICMP_ECHOREPLY) || ntohs(icmp.un.echo.id) != id)
        return -1;

    if (inet_ntop(AF_INET, &ip.saddr, from, sizeof from) == NULL)
        die("inet_ntop");
    printf("IP: version %d, header %d bytes, total %d bytes, ttl %d, protocol %d, from %s\n", ip.version,
           (int)start, ntohs(ip.tot_len), ip.ttl, ip.protocol, from);
    printf("  ICMP: type %d (%s), sequence %d, checksum %s, \"%s\"\n", icmp.type,
           icmp.type == ICMP_ECHO ? "echo request" : "echo reply", ntohs(icmp.un.echo.sequence),
           checksum(packet + start, (size_t)n - start) == 0 ? "right" : "wrong",
           memcmp(packet + start + sizeof icmp, payload, sizeof payload) == 0 ? payload : "something else");
    return icmp.type;
}

int main(void) {
    uint16_t id = (uint16_t)getpid(); // as ping does it: replies to other pings have another number

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    // Who may do this can listen to others' packets and send forged ones. So only root may, or who has the
    // capability CAP_NET_RAW; all others get EPERM.
    int fd = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    if (fd == -1)
        die("socket");

    send_request(fd, id);
    // On loopback the request arrives here as well, and a raw socket sees that too. The kernel answers it.
    while (receive(fd, id) != ICMP_ECHOREPLY)
        ;

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
