// Each of them is a process, and each has the table to itself.
#define _XOPEN_SOURCE 700

#include "work.h"
#include <stdlib.h>
#include <sys/wait.h>

int main(int argc, char *argv[]) {
    if (argc != 3)
        return 2;
    int n = atoi(argv[1]), meals = atoi(argv[2]);
    for (int i = 0; i < n; i++) {
        if (fork() == 0) {
            for (int meal = 0; meal < meals; meal++) {
                reach();
                eat(i);
            }
            _exit(EXIT_SUCCESS);
        }
        wait(NULL);
    }
    return EXIT_SUCCESS;
}
