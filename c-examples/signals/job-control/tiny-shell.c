// What a shell does with one job in the foreground: Ctrl-Z stops the job and brings the shell back, `fg` lets
// the job go on.
#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The keys Ctrl-C and Ctrl-Z go to the terminal's foreground group, and only that group may read from it.
static void foreground(pid_t group) {
    if (tcsetpgrp(STDIN_FILENO, group) == -1)
        die("tcsetpgrp");
}

int main(void) {
    int status;
    char line[80];

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    // The terminal belongs to the job when it stops. To take it back from the background is answered with
    // SIGTTOU, which would stop the shell too.
    if (signal(SIGTTOU, SIG_IGN) == SIG_ERR)
        die("signal");

    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    // The job becomes a group, and the one in the foreground. Both processes do it: whoever comes first.
    if (setpgid(pid, pid) == -1 && pid == 0)
        die("setpgid");
    foreground(pid == 0 ? getpid() : pid);
    if (pid == 0) {
        if (signal(SIGTTOU, SIG_DFL) == SIG_ERR)
            die("signal");
        execlp("cat", "cat", (char *)NULL);
        perror("cat");
        _exit(127);
    }

    for (;;) {
        // WUNTRACED: come back also when the job has stopped, not only when it has ended.
        if (waitpid(pid, &status, WUNTRACED) == -1)
            die("waitpid");
        foreground(getpgrp());
        if (!WIFSTOPPED(status))
            break;
        if (WSTOPSIG(status) == SIGTSTP)
            printf("shell: the job is stopped by SIGTSTP; type fg\n");
        else
            printf("shell: the job is stopped by signal %d; type fg\n", WSTOPSIG(status));
        do {
            if (fgets(line, sizeof line, stdin) == NULL)
                strcpy(line, "fg\n");
        } while (strcmp(line, "fg\n") != 0);
        printf("shell: the job goes on\n");
        foreground(pid); // first the terminal, then SIGCONT: otherwise its read would stop it again (SIGTTIN)
        if (kill(-pid, SIGCONT) == -1) // minus: all processes of the group
            die("kill");
    }
    if (WIFEXITED(status))
        printf("shell: the job has returned %d\n", WEXITSTATUS(status));
    else
        printf("shell: signal %d has ended the job\n", WTERMSIG(status));
    return EXIT_SUCCESS;
}
