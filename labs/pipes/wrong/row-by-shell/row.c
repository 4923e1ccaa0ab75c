#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

int main(int argc, char *argv[]) {
    char line[4096] = "";

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], ",") == 0) {
            strcat(line, " |");
        } else {
            strcat(line, " '");
            strcat(line, argv[i]);
            strcat(line, "'");
        }
    }
    int status = system(line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
