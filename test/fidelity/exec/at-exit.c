#include "../must.h"

// What is done at the end: handlers in reverse, buffers written; neither by _exit.
static void first(void) {
    printf("first\n");
}

static void second(void) {
    printf("second\n");
}

static void with_status(int status, void *what) {
    printf("status %d %s\n", status, (char *)what);
}

int main(void) {
    setvbuf(stdout, NULL, _IOFBF, 4096);
    for (int i = 0; i < 2; i++) {
        pid_t child = fork_child();
        if (child == 0) {
            atexit(first);
            atexit(second);
            on_exit(with_status, "on_exit");
            printf("before\n");
            if (i == 0)
                exit(4);
            _exit(5);
        }
        printf("exit %d\n", ended(child));
    }
}
