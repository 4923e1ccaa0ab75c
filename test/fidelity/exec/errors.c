#include "../must.h"

#include <sys/stat.h>

// Why exec can fail, and a script with an interpreter.
static void make(const char *name, const char *text, mode_t mode) {
    int fd = MUST(open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600));
    MUST(write(fd, text, strlen(text)));
    MUST(fchmod(fd, mode));
    close(fd);
}

int main(void) {
    make("plain", "echo no\n", 0644);
    make("nothing", "neither\n", 0755);
    make("script", "#!/bin/sh\necho script $#: $1 $2\n", 0755);
    make("lost", "#!/no/such/interpreter\n", 0755);
    char *argv[] = {"x", "a", "b", NULL};
    const char *files[] = {"./plain", "./nothing", "./lost", "./none", "/tmp", "./script/x"};
    for (int i = 0; i < 6; i++)
        printf("%s %s\n", files[i], failure(execv(files[i], argv)));
    pid_t child = fork_child();
    if (child == 0)
        execv("./script", argv);
    printf("exit %d\n", ended(child));
    for (int i = 0; i < 4; i++)
        unlink((const char *[]){"plain", "nothing", "script", "lost"}[i]);
}
