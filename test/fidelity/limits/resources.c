#include "../must.h"

#include <sys/resource.h>

// Limits that a program sets for itself.
static int try(int resource, rlim_t value, int what) {
    pid_t child = fork_child();
    if (child == 0) {
        struct rlimit limit;
        MUST(getrlimit(resource, &limit));
        limit.rlim_cur = value;
        MUST(setrlimit(resource, &limit));
        if (what == 0)
            _exit(open("/dev/null", O_RDONLY) == -1 && errno == EMFILE ? 1 : 0);
        if (what == 1) {
            signal(SIGXFSZ, SIG_IGN);
            int fd = open("sized", O_WRONLY | O_CREAT, 0600);
            _exit(write(fd, "0123456789", 10) == 4 && write(fd, "x", 1) == -1 && errno == EFBIG ? 1 : 0);
        }
        if (what == 2)
            _exit(malloc(64 << 20) == NULL && errno == ENOMEM ? 1 : 0);
        for (volatile unsigned i = 0;; i++)
            ;
    }
    return ended(child);
}

int main(void) {
    struct rlimit limit;
    printf("descriptors %d\n", try(RLIMIT_NOFILE, 3, 0));
    printf("file size %d\n", try(RLIMIT_FSIZE, 4, 1));
    printf("address space %d\n", try(RLIMIT_AS, 48 << 20, 2));
    printf("processor time: %s\n", sigabbrev_np(try(RLIMIT_CPU, 1, 3) - 128));
    MUST(getrlimit(RLIMIT_NOFILE, &limit));
    printf("may be raised %d\n", limit.rlim_max > limit.rlim_cur || limit.rlim_cur >= 1024);
    limit.rlim_cur = limit.rlim_max;
    printf("raised %s\n", failure(setrlimit(RLIMIT_NOFILE, &limit)));
    MUST(prlimit(0, RLIMIT_CORE, NULL, &limit));
    printf("core %d\n", limit.rlim_max > 0);
    MUST(getrlimit(RLIMIT_STACK, &limit));
    printf("stack %d\n", limit.rlim_cur == 8 << 20);
    limit = (struct rlimit){100, 50};
    printf("above the hard one: %s\n", failure(setrlimit(RLIMIT_STACK, &limit)));
    unlink("sized");
}
