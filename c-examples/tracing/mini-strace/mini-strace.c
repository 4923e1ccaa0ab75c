// Runs a program and prints its system calls by name, with their results, on standard error.
// Usage: mini-strace PROGRAM [ARGUMENT...]
#define _GNU_SOURCE

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

// Where the processor keeps the number of a call and, after it, the result. The result overwrites the
// register that held the number, so the kernel saves the number beside it.
#if defined(__i386__)
#define NUMBER(regs) ((long)(regs).orig_eax)
#define RESULT(regs) ((long)(regs).eax)
#elif defined(__x86_64__)
#define NUMBER(regs) ((long)(regs).orig_rax)
#define RESULT(regs) ((long)(regs).rax)
#else
#error "the registers of this processor are not known here"
#endif

// A few of several hundred. The numbers differ between processors, and not every processor has every call.
#define CALL(name)                                                                                           \
    { SYS_##name, #name }
// clang-format off
static const struct {
    long number;
    const char *name;
} calls[] = {
    CALL(access), CALL(brk), CALL(clone), CALL(close), CALL(dup), CALL(dup2), CALL(execve), CALL(exit_group),
    CALL(faccessat), CALL(fcntl), CALL(fork), CALL(futex), CALL(getcwd), CALL(getdents64), CALL(getpid),
    CALL(getppid), CALL(getrandom), CALL(ioctl), CALL(kill), CALL(lseek), CALL(mprotect), CALL(munmap),
    CALL(open), CALL(openat), CALL(pipe), CALL(pipe2), CALL(poll), CALL(pread64), CALL(prlimit64),
    CALL(read), CALL(rseq), CALL(rt_sigaction), CALL(rt_sigprocmask), CALL(sendfile),
    CALL(set_robust_list), CALL(set_tid_address), CALL(statx), CALL(uname), CALL(wait4), CALL(write),
    CALL(writev),
#if defined(__i386__)
    CALL(fcntl64), CALL(fstat64), CALL(fstatat64), CALL(getgid32), CALL(getuid32), CALL(mmap2),
    CALL(set_thread_area), CALL(setgid32), CALL(setuid32), CALL(stat64), CALL(ugetrlimit),
#else
    CALL(arch_prctl), CALL(fstat), CALL(getuid), CALL(mmap), CALL(newfstatat), CALL(stat),
#endif
};
// clang-format on

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void print_name(long number) {
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (calls[i].number == number) {
            fprintf(stderr, "%s", calls[i].name);
            return;
        }
    }
    fprintf(stderr, "call %ld", number);
}

// The kernel gives a negative errno; the C library makes -1 and errno out of it.
static void print_result(long result) {
    if (result < 0 && result > -4096)
        fprintf(stderr, " = -1 (%s)\n", strerror((int)-result));
    else if (result >= 0 && result < 65536)
        fprintf(stderr, " = %ld\n", result);
    else
        fprintf(stderr, " = %#lx\n", (unsigned long)result);
}

// Lets the child run until it enters or leaves a call, or something else happens to it. sig is delivered to
// it, unless 0.
static int next_stop(pid_t pid, int sig) {
    int status;
    if (ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)sig) == -1)
        die("PTRACE_SYSCALL");
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    return status;
}

int main(int argc, char *argv[]) {
    int status, inside = 0;

    if (argc < 2) {
        fprintf(stderr, "usage: mini-strace PROGRAM [ARGUMENT...]\n");
        return EXIT_FAILURE;
    }
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        // From here on each signal stops us and wakes the parent. Stop at once, so that it can set its
        // options.
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1)
            die("PTRACE_TRACEME");
        raise(SIGSTOP);
        execvp(argv[1], argv + 1);
        perror(argv[1]);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) == -1) // a stopped child is reported without WUNTRACED when it is traced
        die("waitpid");
    // SIGTRAP is what a stop at a call looks like. With this option it is SIGTRAP with bit 7 set, and cannot
    // be taken for a real one. And the child must not live on, stopped, when we die.
    if (ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(long)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)) == -1)
        die("PTRACE_SETOPTIONS");

    for (status = next_stop(pid, 0); WIFSTOPPED(status);) {
        int sig = WSTOPSIG(status);
        if (sig == (SIGTRAP | 0x80)) {
            // Nothing in the stop says whether it is the way in or the way out: they take turns.
            struct user_regs_struct regs;
            if (ptrace(PTRACE_GETREGS, pid, NULL, &regs) == -1)
                die("PTRACE_GETREGS");
            if (inside)
                print_result(RESULT(regs));
            else
                print_name(NUMBER(regs));
            inside = !inside;
            sig = 0; // not a signal for the child
        } else if (sig == SIGTRAP) {
            sig = 0; // the new program is in place: a traced process stops there as well
        } else {
            fprintf(stderr, "--- %s\n", strsignal(sig));
        }
        status = next_stop(pid, sig); // a real signal goes on to the child, which would miss it otherwise
    }
    if (WIFEXITED(status))
        fprintf(stderr, "\n+++ exit %d\n", WEXITSTATUS(status));
    else
        fprintf(stderr, "\n+++ %s\n", strsignal(WTERMSIG(status)));
    return EXIT_SUCCESS;
}
