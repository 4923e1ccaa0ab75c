// A descriptor goes over a socketpair: the child opens a file, the parent reads it without ever opening it.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char path[] = "secret.txt";
static const char text[] = "read by the child\nread by the parent\n";

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Room for one descriptor beside the data. The union, because the room must be aligned for the header.
union control {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
};

static void send_descriptor(int channel, int fd) {
    char byte = 'd'; // on a stream, what goes beside the data needs some data to go beside
    union control control;
    memset(&control, 0, sizeof control);
    struct iovec data = {.iov_base = &byte, .iov_len = 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    message.msg_control = control.room;
    message.msg_controllen = sizeof control.room;

    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS; // this, not the number, makes the kernel pass the open file on
    header->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(header), &fd, sizeof fd);
    if (sendmsg(channel, &message, 0) != 1)
        die("sendmsg");
}

// The number is a new one of this process; the open file behind it is the sender's.
static int receive_descriptor(int channel) {
    char byte;
    int fd;
    union control control;
    struct iovec data = {.iov_base = &byte, .iov_len = 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    message.msg_control = control.room;
    message.msg_controllen = sizeof control.room;
    if (recvmsg(channel, &message, 0) != 1)
        die("recvmsg");

    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) {
        fprintf(stderr, "parent: a byte came, and no descriptor with it\n");
        exit(EXIT_FAILURE);
    }
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}

static void child(int channel) {
    char line[sizeof text];
    size_t first = strcspn(text, "\n") + 1;

    // Read and write for the owner, and gone from the directory at once: nobody can open it any more.
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd == -1)
        die("open");
    if (unlink(path) == -1)
        die("unlink");
    if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
        die("write");
    if (lseek(fd, 0, SEEK_SET) == -1)
        die("lseek");
    if (read(fd, line, first) != (ssize_t)first)
        die("read");
    printf("child: %.*s", (int)first, line);

    send_descriptor(channel, fd);
    if (close(fd) == -1) // the open file lives on: it is under way to the parent
        die("close in the child");
}

int main(void) {
    int ends[2], status;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
        die("socketpair");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        if (close(ends[0]) == -1)
            die("close in the child");
        child(ends[1]);
        exit(EXIT_SUCCESS);
    }
    if (close(ends[1]) == -1)
        die("close of the child's end");

    int fd = receive_descriptor(ends[0]);
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    printf("parent: the child has ended\n");
    printf("parent: open by name: %s\n", open(path, O_RDONLY) == -1 ? strerror(errno) : "works");

    // Where the child stopped reading, we go on: the offset belongs to the open file, and that is one and the
    // same, as after fork.
    char line[sizeof text];
    ssize_t n = read(fd, line, sizeof line);
    if (n == -1)
        die("read");
    printf("parent: %.*s", (int)n, line);

    if (close(fd) == -1 || close(ends[0]) == -1)
        die("close");
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
