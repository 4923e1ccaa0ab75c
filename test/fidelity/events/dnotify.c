#include "../must.h"

// A signal when a folder changes.
static volatile sig_atomic_t from;

static void note(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)context;
    from = info->si_fd;
}

int main(void) {
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
    MUST(sigaction(SIGRTMIN, &action, NULL));
    int folder = MUST(open(".", O_RDONLY | O_DIRECTORY));
    MUST(fcntl(folder, F_SETSIG, SIGRTMIN));
    MUST(fcntl(folder, F_NOTIFY, DN_CREATE | DN_DELETE | DN_MULTISHOT));
    close(MUST(open("dnotify", O_CREAT | O_WRONLY, 0600)));
    printf("created %d\n", from == folder);
    from = -1;
    MUST(unlink("dnotify"));
    printf("deleted %d\n", from == folder);
    from = -1;
    MUST(fcntl(folder, F_NOTIFY, 0));
    close(MUST(open("dnotify", O_CREAT | O_WRONLY, 0600)));
    printf("no longer %d\n", from);
    unlink("dnotify");
    printf("not a folder: %s\n", failure(fcntl(0, F_NOTIFY, DN_CREATE)));
}
