// The parent tells from the status how each child ended: by itself, by SIGPIPE, or by SIGQUIT with a core
// image. Usage: pipe-and-core [no-core | wait]
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE // for WCOREDUMP

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// One int holds it all: use the macros, and ask which kind it is before what it says.
static void tell(const char *who, int status) {
    if (WIFEXITED(status))
        printf("%s: exit %d\n", who, WEXITSTATUS(status));
    else if (WIFSIGNALED(status))
        printf("%s: signal %d (%s), %s\n", who, WTERMSIG(status), strsignal(WTERMSIG(status)),
               WCOREDUMP(status) ? "core image" : "no core image");
}

static void leaves(void) {
    _exit(3);
}

// The number that a shell gives for SIGQUIT is 128 + 3. A child may return that as well: not the same thing.
static void leaves_with_131(void) {
    _exit(131);
}

static void writes_to_nobody(void) {
    int p[2];
    if (pipe(p) == -1)
        die("pipe");
    if (close(p[0]) == -1) // the only read end
        die("close");
    if (write(p[1], "x", 1) == -1) // SIGPIPE comes before it can return
        die("write");
    _exit(EXIT_SUCCESS);
}

static void waits(void) {
    for (;;)
        pause();
}

static void run(const char *who, void (*child)(void), int sig) {
    int status;
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0)
        child();
    if (sig != 0 && kill(pid, sig) == -1)
        die("kill");
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    tell(who, status);
}

int main(int argc, char *argv[]) {
    const char *mode = argc > 1 ? argv[1] : "";
    struct rlimit core;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    // The default action of SIGQUIT is to end the process and to write its memory to a file for a debugger,
    // up to this limit. Shells often set it to 0, which means none.
    if (getrlimit(RLIMIT_CORE, &core) == -1)
        die("getrlimit");
    core.rlim_cur = strcmp(mode, "no-core") == 0 ? 0 : core.rlim_max;
    if (setrlimit(RLIMIT_CORE, &core) == -1)
        die("setrlimit");

    if (strcmp(mode, "wait") == 0) {
        printf("type Ctrl-\\\n");
        waits();
    }
    run("exit", leaves, 0);
    run("131", leaves_with_131, 0);
    run("pipe", writes_to_nobody, 0);
    run("term", waits, SIGTERM);
    run("quit", waits, SIGQUIT);
    return EXIT_SUCCESS;
}
