// Filters in a row, as a shell makes them for $(one | two | three): the child starts them, and the parent
// reads what comes out of the last one through a pipe that was passed on to it, its grandchild. Usage:
// pipeline FILTER [, FILTER]...   a filter is a program and its arguments, the comma a word of its own
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void close_it(int fd) {
    if (close(fd) == -1)
        die("close");
}

// Gives a descriptor the number where a filter looks for it.
static void move(int from, int to) {
    if (from == to)
        return;
    if (dup2(from, to) == -1)
        die("dup2");
    close_it(from);
}

// In the child: a process for each filter. The last one gets `out`. Returns how the last one ended.
static int run_filters(char **word, int out) {
    int in = STDIN_FILENO, filters = 0, status, result = EXIT_FAILURE;
    pid_t pid = -1, last;

    while (*word != NULL) {
        char **filter = word;
        while (*word != NULL && strcmp(*word, ",") != 0)
            word++;
        int is_last = *word == NULL;
        if (!is_last)
            *word++ = NULL; // the list of arguments for exec ends here

        int p[2] = {-1, out}; // from this filter to the next; the last one has no next
        if (!is_last && pipe(p) == -1)
            die("pipe");
        if ((pid = fork()) == -1)
            die("fork");
        if (pid == 0) {
            if (!is_last) {
                close_it(p[0]); // the next filter's
                close_it(out);  // the last filter's
            }
            move(in, STDIN_FILENO);
            move(p[1], STDOUT_FILENO);
            execvp(filter[0], filter);
            perror(filter[0]); // reached only when exec failed
            _exit(127);
        }
        filters++;

        // The filter has its copies. With ours still open the next one would never see the end of its input,
        // and as every later filter would inherit them, one slip here stops the whole row.
        if (in != STDIN_FILENO)
            close_it(in);
        close_it(p[1]);
        in = p[0];
    }

    // All of them are running by now. To wait for one before starting the next would be no pipeline, and
    // would never end once a filter has more to say than a pipe holds.
    for (last = pid; filters > 0; filters--) {
        if ((pid = wait(&status)) == -1)
            die("wait for a filter");
        if (pid == last) // as in a shell, the last filter's status is that of the row
            result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return result;
}

int main(int argc, char *argv[]) {
    int pid, p[2], status;

    for (int i = 1, empty = 1; i <= argc; i++) {
        int ends = i == argc || strcmp(argv[i], ",") == 0;
        if (ends && empty) {
            fprintf(stderr, "Usage: pipeline FILTER [, FILTER]...\n");
            return 2;
        }
        empty = ends;
    }

    if (pipe(p) == -1)
        die("pipe");
    if ((pid = fork()) == -1)
        die("fork");
    if (pid == 0) {
        close_it(p[0]);
        exit(run_filters(argv + 1, p[1])); // the child never writes into p[1]: it passes it on
    }

    close_it(p[1]);
    char buf[4096];
    ssize_t n;
    int total = 0;
    while ((n = read(p[0], buf, sizeof buf)) > 0) {
        if (fwrite(buf, 1, (size_t)n, stdout) != (size_t)n)
            die("fwrite");
        total += (int)n;
    }
    if (n == -1)
        die("read");
    close_it(p[0]);

    if (wait(&status) == -1)
        die("wait for the child");
    fprintf(stderr, "process %d: %d bytes from a grandchild\n", (int)getpid(), total);
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
