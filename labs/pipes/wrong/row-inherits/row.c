// Filters in a row, as a shell makes them for one | two | three. Usage:
// row FILTER [, FILTER]...   a filter is a program and its arguments, the comma a word of its own
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

// Gives a descriptor the number where a filter looks for it.
static void move(int from, int to) {
    if (from == to)
        return;
    if (dup2(from, to) == -1)
        die("dup2");
    close(from);
}

// Starts the filter at `word` and returns its process.
static pid_t start(char *word[], int in, int out) {
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        move(in, STDIN_FILENO);
        move(out, STDOUT_FILENO);
        execvp(word[0], word);
        perror(word[0]); // reached only when exec failed
        _exit(127);
    }
    return pid;
}

int main(int argc, char *argv[]) {
    int in = STDIN_FILENO, filters = 0, result = EXIT_FAILURE;
    pid_t last = -1;

    if (argc < 2) {
        fprintf(stderr, "usage: row FILTER [, FILTER]...\n");
        return 2;
    }
    for (int word = 1; word < argc; filters++) {
        int end = word;
        while (end < argc && strcmp(argv[end], ",") != 0)
            end++;
        int p[2] = {-1, STDOUT_FILENO};
        if (end < argc) {
            argv[end] = NULL; // the list of arguments for exec ends here
            if (pipe(p) == -1)
                die("pipe");
        }
        last = start(argv + word, in, p[1]);

        // The filter has its copies. With ours still open the next one would never see the end of its input.
        if (in != STDIN_FILENO)
            close(in);
        if (p[1] != STDOUT_FILENO)
            close(p[1]);
        in = p[0];
        word = end + 1;
    }

    // All of them run by now: to wait for one before the next is started would be no pipeline.
    for (; filters > 0; filters--) {
        int status;
        pid_t pid = wait(&status);
        if (pid == -1)
            die("wait");
        if (pid == last)
            result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return result;
}
