// A sender that transmits again on an alarm until the acknowledgement comes, and gives up after some tries.
// The channel is told what to lose.
//
// Usage: retransmit FATES. Each packet that arrives takes the next letter: m, the message is lost; a, its
// acknowledgement is lost; anything else, and after the last letter: all is well.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TRIES = 8, TIMEOUT_US = 200000 };

struct packet {
    int number;
    char text[16];
};

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Nothing to do: that a signal comes is enough to interrupt the recv below.
static void on_alarm(int sig) {
    (void)sig;
}

static void set_timer(long us) {
    // With an interval, so that it fires again and again. If the first alarm came just before recv began to
    // wait, it would interrupt nothing; the next one does.
    struct itimerval timer = {.it_value = {.tv_usec = us}, .it_interval = {.tv_usec = us}};
    if (setitimer(ITIMER_REAL, &timer, NULL) == -1)
        die("setitimer");
}

// 1 when the acknowledgement of this number has come, 0 when the time is over.
static int acknowledged(int fd, int number) {
    for (;;) {
        int answer;
        ssize_t n = recv(fd, &answer, sizeof answer, 0);
        if (n == -1 && errno == EINTR)
            return 0;
        if (n != sizeof answer)
            die("recv");
        if (answer == number)
            return 1;
        // A late answer to an earlier packet: not what we wait for.
    }
}

static int deliver(int fd, const struct packet *packet) {
    for (int try = 1; try <= TRIES; try++) {
        if (send(fd, packet, sizeof *packet, 0) != sizeof *packet)
            die("send");
        set_timer(TIMEOUT_US);
        int done = acknowledged(fd, packet->number);
        set_timer(0);
        if (done) {
            printf("sender: message %d acknowledged after try %d\n", packet->number, try);
            return 1;
        }
        printf("sender: no answer to try %d of message %d\n", try, packet->number);
    }
    printf("sender: gives up after %d tries\n", TRIES);
    return 0;
}

static void receive(int fd, const char *fates) {
    struct packet packet;
    int last = 0;
    ssize_t n;
    while ((n = recv(fd, &packet, sizeof packet, 0)) > 0) {
        char fate = *fates != '\0' ? *fates++ : '.';
        if (fate == 'm')
            continue; // lost on the way: as if it had never come

        // The sender cannot tell a lost message from a lost answer, so the same message may come twice. Its
        // number tells: deliver it once, but acknowledge it each time.
        if (packet.number > last)
            printf("receiver: message %d: %s\n", packet.number, packet.text);
        else
            printf("receiver: message %d once more\n", packet.number);
        if (packet.number > last)
            last = packet.number;
        if (fate == 'a')
            continue;
        if (send(fd, &packet.number, sizeof packet.number, 0) == -1 && errno != EPIPE)
            die("send");
    }
    if (n == -1 && errno != ECONNRESET) // the sender has gone and left an answer unread
        die("recv");
}

int main(int argc, char *argv[]) {
    static const struct packet packets[] = {{1, "hello"}, {2, "world"}};
    int fd[2], status;
    size_t sent = 0;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    // A two-way channel that keeps packets apart, and gives end of file when the other side has closed.
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fd) == -1)
        die("socketpair");
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        die("signal");

    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        if (close(fd[0]) == -1)
            die("close");
        receive(fd[1], argc > 1 ? argv[1] : "");
        exit(EXIT_SUCCESS);
    }
    if (close(fd[1]) == -1)
        die("close");

    // No SA_RESTART: with it the kernel would start recv anew after the handler, and it would never return.
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = 0};
    if (sigaction(SIGALRM, &action, NULL) == -1)
        die("sigaction");

    while (sent < sizeof packets / sizeof *packets && deliver(fd[0], &packets[sent]))
        sent++;
    if (close(fd[0]) == -1)
        die("close");
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    printf("sender: %zu of %zu messages are known to have arrived\n", sent, sizeof packets / sizeof *packets);
    return sent == sizeof packets / sizeof *packets && status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
