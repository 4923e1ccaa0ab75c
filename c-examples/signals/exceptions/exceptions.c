// Exceptions of the processor arrive as signals: a handler learns which address was at fault.
#define _DEFAULT_SOURCE // for MAP_ANONYMOUS

#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile sig_atomic_t code;
static char *volatile address;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// To return would repeat the instruction, which would fail again, for ever. siglongjmp goes on elsewhere, and
// restores the signal mask, in which this signal is blocked while its handler runs.
static void on_exception(int sig, siginfo_t *info, void *context) {
    (void)context;
    code = info->si_code;
    address = info->si_addr;
    siglongjmp(back, sig);
}

static void store(char *where) {
    *(volatile char *)where = 1;
}

static volatile int quotient;

static void divide(volatile int a, volatile int b) {
    quotient = a / b;
}

static const char *code_name(int sig) {
    if (sig == SIGSEGV)
        return code == SEGV_MAPERR ? "SEGV_MAPERR" : code == SEGV_ACCERR ? "SEGV_ACCERR" : "?";
    return code == FPE_INTDIV ? "FPE_INTDIV" : "?";
}

// sigsetjmp gives 0 at first, and the signal's number when the handler jumps back to it.
static void try_store(const char *what, char *page, int offset) {
    int sig = sigsetjmp(back, 1);
    if (sig == 0) {
        store(page + offset);
        printf("%s: stored\n", what);
    } else if (sig == SIGSEGV) {
        printf("%s: SIGSEGV, %s, at byte %ld of the page\n", what, code_name(sig), (long)(address - page));
    } else {
        printf("%s: signal %d\n", what, sig);
    }
}

static void try_divide(int a, int b) {
    int sig = sigsetjmp(back, 1);
    if (sig == 0) {
        divide(a, b);
        printf("%d / %d = %d\n", a, b, quotient);
    } else if (sig == SIGFPE) {
        // Here the address is that of the instruction. The functions lie in memory as they stand in the file.
        uintptr_t at = (uintptr_t)address;
        int inside = at >= (uintptr_t)divide && at < (uintptr_t)code_name;
        printf("%d / %d: SIGFPE, %s, at an instruction %s divide\n", a, b, code_name(sig),
               inside ? "in" : "outside");
    } else {
        printf("%d / %d: signal %d\n", a, b, sig);
    }
}

int main(void) {
    struct sigaction action = {.sa_sigaction = on_exception, .sa_flags = SA_SIGINFO};
    size_t size = (size_t)sysconf(_SC_PAGESIZE);

    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (sigaction(SIGSEGV, &action, NULL) == -1 || sigaction(SIGFPE, &action, NULL) == -1)
        die("sigaction");

    char *page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        die("mmap");
    try_store("a page of ours", page, 100);

    if (mprotect(page, size, PROT_READ) == -1)
        die("mprotect");
    try_store("a page for reading", page, 200);

    if (munmap(page, size) == -1)
        die("munmap");
    try_store("no page any more", page, 300);

    try_divide(7, 2);
    try_divide(7, 0);
    return EXIT_SUCCESS;
}
