// Marshalling: from the machine's own numbers to bytes in a fixed order, and back.
#define _POSIX_C_SOURCE 200809L

#include "wire.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = REQUEST_WORDS };

int send_words(int fd, const uint32_t words[], size_t count) {
    unsigned char bytes[MOST * sizeof(uint32_t)];
    size_t length = count * sizeof(uint32_t);
    if (count > MOST)
        return -1;
    for (size_t i = 0; i < count; i++) {
        uint32_t word = htonl(words[i]); // most significant byte first
        memcpy(bytes + i * sizeof word, &word, sizeof word);
    }
    for (size_t sent = 0; sent < length;) {
        ssize_t n = send(fd, bytes + sent, length - sent, MSG_NOSIGNAL); // an error, not SIGPIPE
        if (n == -1)
            return -1;
        sent += (size_t)n;
    }
    return 0;
}

int receive_words(int fd, uint32_t words[], size_t count) {
    unsigned char bytes[MOST * sizeof(uint32_t)];
    size_t length = count * sizeof(uint32_t);
    if (count > MOST)
        return -1;
    for (size_t got = 0; got < length;) {
        ssize_t n = read(fd, bytes + got, length - got);
        if (n <= 0)
            return -1;
        got += (size_t)n;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t word;
        memcpy(&word, bytes + i * sizeof word, sizeof word);
        words[i] = ntohl(word);
    }
    return 0;
}
