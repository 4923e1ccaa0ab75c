// Parent and child share memory without a file: an anonymous mapping, made before fork.
#define _DEFAULT_SOURCE // for MAP_ANONYMOUS, which POSIX has had since 2024

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LENGTH = 64 };

static char variable[LENGTH];

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static char *map(int flags) {
    // No file, so the descriptor is -1; the memory begins as zeros.
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        die("mmap");
    return p;
}

int main(void) {
    char *shared = map(MAP_SHARED);
    char *private = map(MAP_PRIVATE);
    int status, zeros = 0;

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    for (int i = 0; i < LENGTH; i++)
        zeros += shared[i] == 0;
    printf("parent: %d of %d bytes are zero\n", zeros, LENGTH);
    strcpy(shared, "from the parent");

    pid_t pid = fork(); // copies the private mapping and the variable; the shared mapping stays one
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        printf("child: finds \"%s\"\n", shared);
        strcpy(shared, "from the child");
        strcpy(private, "from the child");
        strcpy(variable, "from the child");
        exit(EXIT_SUCCESS); // takes the child's mappings away, and not the parent's
    }

    // Sharing memory says nothing about when: only after wait is the child sure to have stored.
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (status != 0)
        return EXIT_FAILURE;
    printf("parent: shared \"%s\", private \"%s\", variable \"%s\"\n", shared, private, variable);

    if (munmap(shared, LENGTH) == -1 || munmap(private, LENGTH) == -1)
        die("munmap");
    return EXIT_SUCCESS;
}
