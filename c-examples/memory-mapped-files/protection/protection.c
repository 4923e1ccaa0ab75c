// What a mapping allows: prot must fit the way the file was opened, and a wrong access is a signal.
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *file = "mapped.tmp";
static size_t page;
static volatile char loaded; // a load whose value nobody uses would be left out by some compilers

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void try_mmap(const char *what, int mode, int prot, int flags) {
    int fd = open(file, mode);
    if (fd == -1)
        die("open");
    char *p = mmap(NULL, page, prot, flags, fd, 0);
    if (p == MAP_FAILED)
        printf("%s: %s\n", what, errno == EACCES ? "EACCES" : strerror(errno));
    else if (munmap(p, page) == -1)
        die("munmap");
    else
        printf("%s: mapped\n", what);
    if (close(fd) == -1)
        die("close");
}

// A wrong access ends the process, so a child tries it. An error of mmap has a return value; a load or a
// store has none.
static void try_access(const char *what, volatile char *p, int is_store) {
    int status;
    pid_t pid = fork(); // which copies the mappings, too
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        struct rlimit no_core = {0, 0};
        if (setrlimit(RLIMIT_CORE, &no_core) == -1)
            die("setrlimit");
        if (is_store)
            *p = 'x';
        else
            loaded = *p;
        _exit(EXIT_SUCCESS);
    }
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFSIGNALED(status))
        printf("%s: done\n", what);
    else
        printf("%s: %s\n", what,
               WTERMSIG(status) == SIGBUS    ? "SIGBUS"
               : WTERMSIG(status) == SIGSEGV ? "SIGSEGV"
                                             : "another signal");
}

int main(void) {
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    page = (size_t)sysconf(_SC_PAGESIZE);

    // A file of 100 bytes: less than a page.
    int fd = open(file, O_RDWR | O_CREAT | O_TRUNC, 0666);
    if (fd == -1)
        die("open");
    if (ftruncate(fd, 100) == -1)
        die("ftruncate");

    try_mmap("O_RDONLY, read, shared", O_RDONLY, PROT_READ, MAP_SHARED);
    try_mmap("O_RDONLY, write, shared", O_RDONLY, PROT_READ | PROT_WRITE, MAP_SHARED);
    // Stores into a private mapping do not reach the file, so no permission to write it is needed.
    try_mmap("O_RDONLY, write, private", O_RDONLY, PROT_READ | PROT_WRITE, MAP_PRIVATE);
    // Every mapping must be able to read the file, for its pages have to come in.
    try_mmap("O_WRONLY, write, shared", O_WRONLY, PROT_WRITE, MAP_SHARED);
    try_mmap("O_RDWR, write, shared", O_RDWR, PROT_READ | PROT_WRITE, MAP_SHARED);

    // Three pages, though the file reaches into the first one only: mmap does not mind.
    char *p = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        die("mmap");
    try_access("store in the file", p + 99, 1);
    try_access("store after its end, same page", p + 100, 1); // allowed, and lost: the file does not grow
    try_access("store after its last page", p + page, 1);
    try_access("load after its last page", p + page, 0);
    if (ftruncate(fd, (off_t)(2 * page)) == -1)
        die("ftruncate");
    try_access("the same load, file made longer", p + page, 0);

    if (mprotect(p, page, PROT_READ) == -1)
        die("mprotect");
    try_access("load from a page for reading", p, 0);
    try_access("store to a page for reading", p, 1);
    if (munmap(p, 3 * page) == -1)
        die("munmap");
    try_access("load after munmap", p, 0);

    if (close(fd) == -1)
        die("close");
    if (unlink(file) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
