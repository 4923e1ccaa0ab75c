#include "../must.h"

#include <sys/socket.h>

// SCM_RIGHTS: a descriptor in a message is the same open file.
static void send_descriptor(int over, int fd) {
    char space[CMSG_SPACE(sizeof fd)] = "";
    struct iovec piece = {"x", 1};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(head), &fd, sizeof fd);
    MUST(sendmsg(over, &message, 0));
}

static int receive_descriptor(int over) {
    char space[CMSG_SPACE(sizeof(int))], byte;
    int fd;
    struct iovec piece = {&byte, 1};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
    MUST(recvmsg(over, &message, MSG_CMSG_CLOEXEC));
    memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
    return fd;
}

int main(void) {
    int pair[2];
    char text[8] = "";
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    pid_t child = fork_child();
    if (child == 0) {
        int file = MUST(open("passed", O_RDWR | O_CREAT | O_TRUNC, 0600));
        MUST(write(file, "abcdef", 6));
        MUST(lseek(file, 2, SEEK_SET));
        send_descriptor(pair[1], file);
        _exit(0);
    }
    int file = receive_descriptor(pair[0]);
    printf("child %d, close on exec %d\n", ended(child), fcntl(file, F_GETFD));
    printf("from its position: %d %s\n", MUST(read(file, text, 7)), text);
    int ends[2];
    MUST(pipe(ends));
    send_descriptor(pair[0], ends[1]);
    close(ends[1]);
    printf("in flight is open: %s\n", failure(fcntl(ends[0], F_SETFL, O_NONBLOCK) + read(ends[0], text, 1)));
    close(receive_descriptor(pair[1]));
    printf("closed: %d\n", MUST(read(ends[0], text, 1)));
    unlink("passed");
}
