// What most programs of a course do: a child, a pipe, a wait, formatted text.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void on_signal(int number) {
    interrupted = number;
}

int main(void) {
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_handler = on_signal;
    sigaction(SIGUSR1, &action, NULL);
    for (int round = 0; round < 3; round++) {
        int ends[2];
        if (pipe(ends) == -1) {
            perror("pipe");
            return EXIT_FAILURE;
        }
        pid_t child = fork();
        if (child == 0) {
            char line[64];
            close(ends[0]);
            int size = snprintf(line, sizeof(line), "%d: %s, %5.2f\n", round, "hello", round / 3.0);
            write(ends[1], line, (size_t)size);
            _exit(round);
        }
        close(ends[1]);
        FILE *stream = fdopen(ends[0], "r");
        char text[64];
        while (stream && fgets(text, sizeof(text), stream))
            printf("%s", text);
        if (stream)
            fclose(stream);
        int status = 0;
        waitpid(child, &status, 0);
        printf("status %d, %s\n", WEXITSTATUS(status), strerror(errno));
        kill(getpid(), SIGUSR1);
    }
    return interrupted == SIGUSR1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
