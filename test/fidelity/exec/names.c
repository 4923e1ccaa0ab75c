#include "../must.h"

#include <sys/stat.h>

// A command under any name: argv[0] is what the caller says, and the file is what PATH leads to.
int main(void) {
    struct {
        char *file, *argv[4];
    } commands[] = {
        {"echo", {"anything", "one", "two", NULL}},
        {"ls", {"-d", "names", NULL}},
        {"sh", {"my-shell", "-c", "echo shell", NULL}},
        {"cat", {"", "/proc/self/comm", NULL}},
        {"no-such-file", {"x", NULL}},
    };
    MUST(mkdir("names", 0700));
    close(MUST(open("names/inside", O_CREAT | O_WRONLY, 0600)));
    for (int i = 0; i < 5; i++) {
        pid_t child = fork_child();
        if (child == 0) {
            execvp(commands[i].file, commands[i].argv);
            printf("%s\n", strerrorname_np(errno));
            fflush(stdout);
            _exit(127);
        }
        printf("exit %d\n", ended(child));
    }
    unlink("names/inside");
    rmdir("names");
}
