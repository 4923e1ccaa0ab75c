#include "../must.h"

#include <sys/socket.h>

// O_ASYNC: a signal when something can be read.
static volatile sig_atomic_t from, band;

static void note(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)context;
    from = info->si_fd;
    band = (info->si_band & 1) != 0; // POLLIN
}

int main(void) {
    int pair[2];
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
    MUST(sigaction(SIGIO, &action, NULL));
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    MUST(fcntl(pair[0], F_SETOWN, getpid()));
    MUST(fcntl(pair[0], F_SETSIG, SIGIO));
    MUST(fcntl(pair[0], F_SETFL, O_ASYNC | O_NONBLOCK));
    printf("owner %d\n", fcntl(pair[0], F_GETOWN) == getpid());
    MUST(write(pair[1], "x", 1));
    while (from == 0)
        usleep(1000);
    printf("from it %d, to read %d\n", from == pair[0], band);
    struct f_owner_ex owner = {F_OWNER_TID, gettid()};
    MUST(fcntl(pair[0], F_SETOWN_EX, &owner));
    from = 0;
    MUST(write(pair[1], "y", 1));
    while (from == 0)
        usleep(1000);
    printf("to a thread %d\n", from == pair[0]);
}
