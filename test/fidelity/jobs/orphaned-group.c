#include "../must.h"

// The last parent outside of a stopped group ends: the group gets SIGHUP and SIGCONT.
static int ends[2];

static void note(int number) {
    char which = number == SIGHUP ? 'H' : 'C';
    (void)!write(ends[1], &which, 1);
}

int main(void) {
    char told[2] = "";
    MUST(pipe(ends));
    pid_t child = fork_child();
    if (child == 0) {
        int status;
        setsid();
        pid_t grandchild = fork();
        if (grandchild == 0) {
            setpgid(0, 0);
            signal(SIGHUP, note);
            signal(SIGCONT, note);
            raise(SIGSTOP);
            for (int i = 0; i < 100; i++)
                usleep(1000);
            _exit(0);
        }
        waitpid(grandchild, &status, WUNTRACED);
        _exit(WIFSTOPPED(status));
    }
    close(ends[1]);
    printf("stopped %d\n", ended(child));
    MUST(read(ends[0], told, 1));
    MUST(read(ends[0], told + 1, 1));
    printf("both %d\n", (told[0] == 'H' && told[1] == 'C') || (told[0] == 'C' && told[1] == 'H'));
    printf("then it ended %d\n", MUST(read(ends[0], told, 1)));
}
