// A server with a child for each client. Usage: server CLIENTS [forget]; it ends after so many clients.
// With forget it does not fetch its children's ends, and they stay behind as zombies.
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 5462, MOST = 16 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// Runs when a child has ended. The loop, because signals are not counted: while one SIGCHLD is pending, two
// more ends add nothing to it. WNOHANG, because the other children are still at work.
static void reap(int sig) {
    int error = errno; // waitpid changes it, and who was interrupted may be about to look
    (void)sig;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = error;
}

// The child's work: says which process it is, then sends back what comes, until the client closes.
static void serve(int client) {
    char buf[256];
    ssize_t n;
    int length = snprintf(buf, sizeof buf, "process %ld\n", (long)getpid());
    if (write(client, buf, (size_t)length) != length)
        die("write");
    while ((n = read(client, buf, sizeof buf)) > 0)
        for (ssize_t sent = 0, m; sent < n; sent += m)
            if ((m = write(client, buf + sent, (size_t)(n - sent))) == -1)
                die("write");
    if (n == -1)
        die("read");
}

// The state letter of a process from /proc: Z for a zombie, 0 when there is no such process any more.
static char state_of(pid_t pid) {
    char path[64], state;
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
        state = 0; // it went while we were looking
    fclose(file);
    return state;
}

static int count(const pid_t children[], int number, int zombies) {
    int found = 0;
    for (int i = 0; i < number; i++) {
        char state = state_of(children[i]);
        found += zombies ? state == 'Z' : state != 'Z' && state != 0;
    }
    return found;
}

int main(int argc, char *argv[]) {
    int clients = argc > 1 ? atoi(argv[1]) : 1;
    int forget = argc > 2 && strcmp(argv[2], "forget") == 0;
    pid_t children[MOST];
    if (clients > MOST)
        clients = MOST;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    // SA_RESTART: the signal comes while we wait in accept, which would otherwise fail with EINTR.
    struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART};
    if (sigemptyset(&action.sa_mask) == -1)
        die("sigemptyset");
    if (!forget && sigaction(SIGCHLD, &action, NULL) == -1)
        die("sigaction");

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    int on = 1; // see sockets/inet-stream
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    printf("server: listening on 127.0.0.1 port %d\n", PORT);

    for (int i = 0; i < clients; i++) {
        int client = accept(listener, NULL, NULL);
        if (client == -1)
            die("accept");
        if ((children[i] = fork()) == -1)
            die("fork");
        if (children[i] == 0) {
            if (close(listener) == -1) // the child takes no clients
                die("close");
            serve(client);
            exit(EXIT_SUCCESS);
        }
        // The child has it. A copy left open here would keep the client from ever seeing the end of file.
        if (close(client) == -1)
            die("close");
    }
    if (close(listener) == -1)
        die("close");
    printf("server: %d children, and no more clients\n", clients);

    // A child that has ended is still an entry in the process table until its parent has asked how.
    struct timespec moment = {.tv_nsec = 20 * 1000 * 1000};
    while (count(children, clients, 0) > 0)
        nanosleep(&moment, NULL); // a SIGCHLD may cut it short, which does no harm
    nanosleep(&moment, NULL);
    printf("server: all have ended, %d of them are zombies\n", count(children, clients, 1));

    while (waitpid(-1, NULL, 0) > 0)
        ;
    if (errno != ECHILD) // "no children", which is what we want to hear
        die("waitpid");
    return EXIT_SUCCESS;
}
