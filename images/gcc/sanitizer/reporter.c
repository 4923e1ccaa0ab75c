// What the sanitizers say of a program, out of that program's reach. It is linked into programs that are
// compiled with -fsanitize. The runtimes hand each text that they print to __sanitizer_on_print; it goes on,
// with the process it came from, to a FIFO that root reads. A program may write there too, and so add to what
// is said against it, but it can neither read nor take back. The FIFO is opened for each record, so that a
// program may close all its descriptors; and the options are part of the program, so that they are the same
// after execve(2), whatever the environment.
//
// A record is "!KIND PID FIRST SIZE NAME\n" and SIZE bytes, written in one piece. FIRST started the program
// NAME; another PID is a child of it. KIND:
//   start   a program begins; bytes: variables of its environment that change a sanitizer's options
//   fork    a child begins
//   text    a piece of what a sanitizer says
//   end     it ends, and leaks were looked for
//   exec    it becomes another program, if that can be done
//   stay    that could not be done
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FIFO "/run/lab/reports"

// What is no longer than PIPE_BUF is written in one piece.
enum { RECORD = 4096, HEAD = 128, PIECE = RECORD - HEAD };

// Not there without AddressSanitizer.
extern int __lsan_do_recoverable_leak_check(void) __attribute__((weak));

static pid_t first;
static pid_t self;     // as far as fork(2) told; a child of vfork(2) has the memory of its parent
static pid_t finished; // whose leaks were looked for
static bool listened;
static char name[32];

// Not getpid(): the program may have one of its own.
static pid_t own_pid(void) {
    return (pid_t)syscall(SYS_getpid);
}

// Does not wait for a reader.
static int try_open(void) {
    return (int)syscall(SYS_openat, AT_FDCWD, FIFO, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
}

static int open_fifo(void) {
    struct rlimit usual;
    int fd = try_open();
    if (fd >= 0 || errno != EMFILE || getrlimit(RLIMIT_NOFILE, &usual) < 0)
        return fd;
    // A program that leaks descriptors may have more to be told.
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){.rlim_cur = usual.rlim_max, .rlim_max = usual.rlim_max});
    fd = try_open();
    setrlimit(RLIMIT_NOFILE, &usual);
    return fd;
}

static bool record(const char *kind, const char *bytes, size_t size) {
    char buffer[RECORD];
    int error = errno;
    int head = snprintf(buffer, HEAD, "!%s %d %d %zu %s\n", kind, (int)own_pid(), (int)first, size, name);
    memcpy(buffer + head, bytes, size);
    int fd = open_fifo();
    if (fd >= 0) {
        syscall(SYS_fcntl, fd, F_SETFL, O_WRONLY);
        syscall(SYS_write, fd, buffer, (size_t)head + size);
        syscall(SYS_close, fd);
    }
    errno = error;
    return fd >= 0;
}

const char *__asan_default_options(void) {
    return "abort_on_error=1:exitcode=0:leak_check_at_exit=0:allocator_may_return_null=1:color=never:print_"
           "legend=0:"
           "quarantine_size_mb=16:malloc_context_size=16:detect_stack_use_after_return=1:max_uar_stack_size_"
           "log=16";
}

const char *__ubsan_default_options(void) {
    return "print_stacktrace=1:report_error_type=1:print_summary=1:color=never";
}

// Each runtime has a descriptor of its own, and sets that of another, too, when it begins, which may be as
// late as its first report. No descriptor has this number.
static void (*set_descriptor[2])(void *);

static void keep_stderr_clean(void) {
    for (int i = 0; listened && i < 2; i++)
        if (set_descriptor[i] != NULL)
            set_descriptor[i]((void *)(1L << 30));
}

void __sanitizer_on_print(const char *text) {
    keep_stderr_clean();
    for (size_t left = listened ? strlen(text) : 0; left > 0;) {
        size_t size = left < PIECE ? left : PIECE;
        record("text", text, size);
        text += size;
        left -= size;
    }
}

static void finish(void) {
    pid_t pid = own_pid();
    if (!listened || pid != self || pid == finished)
        return;
    finished = pid;
    if (__lsan_do_recoverable_leak_check != NULL)
        __lsan_do_recoverable_leak_check();
    record("end", "", 0);
}

static void begin_child(void) {
    self = own_pid();
    keep_stderr_clean();
    record("fork", "", 0);
}

// Before any function of the program, constructors too.
static void begin(int count, char **arguments, char **environment) {
    static const char *const variables[] = {"ASAN_OPTIONS=", "LSAN_OPTIONS=", "UBSAN_OPTIONS="};
    char set[64] = "";
    (void)count;
    (void)arguments;
    first = self = own_pid();
    // The C library does not know it yet, and argv[0] is what the caller likes.
    char path[256] = "";
    syscall(SYS_readlink, "/proc/self/exe", path, sizeof path - 1);
    const char *slash = strrchr(path, '/');
    snprintf(name, sizeof name, "%.31s", slash != NULL ? slash + 1 : path);
    for (char *at = name; *at != '\0'; at++)
        if (*at <= ' ' || *at > '~')
            *at = '?';
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        for (char **at = environment; *at != NULL; at++)
            if (strncmp(*at, variables[i], strlen(variables[i])) == 0) {
                snprintf(set + strlen(set), sizeof set - strlen(set), "%s%s", set[0] == '\0' ? "" : " ",
                         variables[i]);
                set[strlen(set) - 1] = '\0'; // without the =
                break;
            }
    // Where nobody reads, the runtimes print as they always do.
    listened = record("start", set, strlen(set));
    if (!listened)
        return;
    pthread_atfork(NULL, NULL, begin_child);
    // What is registered first runs last.
    atexit(finish);
    at_quick_exit(finish);
}

__attribute__((section(".preinit_array"), used)) static void (*const at_begin)(int, char **, char **) = begin;

// The runtimes have begun by now.
__attribute__((constructor(101))) static void find_runtimes(void) {
    static const char *const names[] = {"libasan.so.8", "libubsan.so.1"};
    for (int i = 0; i < 2; i++) {
        void *runtime = dlopen(names[i], RTLD_LAZY | RTLD_NOLOAD);
        if (runtime != NULL)
            *(void **)&set_descriptor[i] = dlsym(runtime, "__sanitizer_set_report_fd");
    }
    keep_stderr_clean();
}

#define WRAP_EXIT(call)                                                                                      \
    extern _Noreturn void __real_##call(int);                                                                \
    _Noreturn void __wrap_##call(int);                                                                       \
    _Noreturn void __wrap_##call(int status) {                                                               \
        finish();                                                                                            \
        __real_##call(status);                                                                               \
    }

WRAP_EXIT(_exit)
WRAP_EXIT(_Exit)

static int stay(int result) {
    if (listened && own_pid() == self)
        record("stay", "", 0);
    return result;
}

static void leave(void) {
    if (listened && own_pid() == self)
        record("exec", "", 0);
}

#define WRAP_EXEC(call, types, names)                                                                        \
    extern int __real_##call types;                                                                          \
    int __wrap_##call types;                                                                                 \
    int __wrap_##call types {                                                                                \
        leave();                                                                                             \
        return stay(__real_##call names);                                                                    \
    }

WRAP_EXEC(execv, (const char *path, char *const words[]), (path, words))
WRAP_EXEC(execvp, (const char *file, char *const words[]), (file, words))
WRAP_EXEC(execve, (const char *path, char *const words[], char *const environment[]),
          (path, words, environment))
WRAP_EXEC(execvpe, (const char *file, char *const words[], char *const environment[]),
          (file, words, environment))
WRAP_EXEC(fexecve, (int fd, char *const words[], char *const environment[]), (fd, words, environment))

// Its words up to NULL as an array, and what follows them.
#define WRAP_EXECL(call, run, environment)                                                                   \
    int __wrap_##call(const char *path, const char *word, ...);                                              \
    int __wrap_##call(const char *path, const char *word, ...) {                                             \
        va_list list;                                                                                        \
        size_t count = 0;                                                                                    \
        va_start(list, word);                                                                                \
        for (const char *at = word; at != NULL; at = va_arg(list, const char *))                             \
            count++;                                                                                         \
        va_end(list);                                                                                        \
        char *words[count + 1];                                                                              \
        size_t filled = 0;                                                                                   \
        va_start(list, word);                                                                                \
        for (const char *at = word; at != NULL; at = va_arg(list, const char *))                             \
            words[filled++] = (char *)at;                                                                    \
        words[filled] = NULL;                                                                                \
        leave();                                                                                             \
        int result = run(path, words, environment);                                                          \
        va_end(list);                                                                                        \
        return stay(result);                                                                                 \
    }

extern char **environ;
WRAP_EXECL(execl, __real_execve, environ)
WRAP_EXECL(execlp, __real_execvpe, environ)
WRAP_EXECL(execle, __real_execve, va_arg(list, char *const *))
