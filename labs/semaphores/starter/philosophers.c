// Philosophers who never starve of a deadlock. Usage: philosophers N MEALS
#define _XOPEN_SOURCE 700

#include "work.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[]) {
    if (argc != 3) {
        fprintf(stderr, "usage: philosophers N MEALS\n");
        return 2;
    }
    int n = atoi(argv[1]), meals = atoi(argv[2]);
    for (int i = 0; i < n; i++) // to be a process for each of them
        for (int meal = 0; meal < meals; meal++)
            eat(i);
    return EXIT_FAILURE;
}
