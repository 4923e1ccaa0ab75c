// A reader takes what is there for the whole message, and the writer writes it in two pieces.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t receive(int from, char *message, size_t size) {
    size_t have = 0;
#ifdef MENDED
    for (ssize_t n; have < size && (n = read(from, message + have, size - have)) > 0;)
        have += n;
#else
    usleep(1000); // it will have been sent by then
    have = read(from, message, size);
#endif
    return have;
}

int main(void) {
    int ends[2];
    char message[8];
    assert(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    if (fork() == 0) {
        assert(write(ends[1], "head", 4) == 4);
        assert(write(ends[1], "body", 4) == 4);
        _exit(0);
    }
    assert(receive(ends[0], message, sizeof message) == sizeof message);
    wait(NULL);
    return 0;
}
