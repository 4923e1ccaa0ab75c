// One socketpair, both directions: parent and child each use their end for reading and for writing.
#define _POSIX_C_SOURCE 200809L

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void child(int fd) {
    char word[64];
    ssize_t n;
    while ((n = read(fd, word, sizeof word)) > 0) {
        for (ssize_t i = 0; i < n; i++)
            word[i] = (char)toupper((unsigned char)word[i]);
        if (write(fd, word, (size_t)n) != n) // back through the descriptor that it came from
            die("write in the child");
    }
    if (n == -1)
        die("read in the child");
    printf("child: end of file\n");
}

int main(void) {
    static const char *const words[] = {"one", "pair", "instead of two pipes"};
    int ends[2], status;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");

    // Two sockets, connected to each other. What is written at one end is read at the other, both ways; with
    // a pipe end 0 would be for reading alone and end 1 for writing alone.
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
        die("socketpair");

    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        if (close(ends[0]) == -1) // the parent's; with a copy here the child would never see the end of file
            die("close in the child");
        child(ends[1]);
        exit(EXIT_SUCCESS);
    }
    if (close(ends[1]) == -1)
        die("close of the child's end");

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]), got = 0;
        char answer[64];
        if (write(ends[0], words[i], length) != (ssize_t)length)
            die("write");
        while (got < length) { // a stream: the answer may come in pieces
            ssize_t n = read(ends[0], answer + got, length - got);
            if (n == -1)
                die("read");
            if (n == 0)
                break;
            got += (size_t)n;
        }
        printf("parent: %s -> %.*s\n", words[i], (int)got, answer);
    }

    if (close(ends[0]) == -1)
        die("close");
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
