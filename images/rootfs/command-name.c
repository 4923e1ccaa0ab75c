// Runs in busybox before its own start. Busybox takes argv[0] for the command that it shall be, so that
// execlp("ls", "-d", "/etc", NULL) would run a command "d". As everywhere else it is the file that was
// executed which says so: argv[0] becomes that file's name, unless it is the name already. Freestanding,
// without any data.
#include <stdbool.h>

enum { END = 0, EXECUTED_FILE = 31 }; // AT_NULL, AT_EXECFN

// The stack of a new process is at 36(%esp): the 32 bytes of pusha and the argument are below. The jump goes
// to busybox's own start; name-by-file.pl writes where to.
__asm__(".globl entry\n"
        "entry: pusha\n"
        "lea 32(%esp), %eax\n"
        "push %eax\n"
        "call choose\n"
        "pop %eax\n"
        "popa\n"
        ".byte 0xe9, 0, 0, 0, 0\n");

static inline bool equal(const char *a, const char *b) {
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static inline const char *base_name(const char *path) {
    const char *base = path;
    for (; *path != '\0'; path++) {
        if (*path == '/')
            base = path + 1;
    }
    return base;
}

// A folder of commands: bin, sbin, usr/bin, usr/sbin. Another file may be a script, or be called anything.
static inline bool is_command(const char *path) {
    if (path[0] == '/' && path[1] == 'u' && path[2] == 's' && path[3] == 'r')
        path += 4;
    if (*path++ != '/')
        return false;
    if (*path == 's')
        path++;
    return path[0] == 'b' && path[1] == 'i' && path[2] == 'n' && path[3] == '/';
}

// As execve(2) has it for a script: the path of the interpreter, perhaps an argument, and the path of the
// script.
static inline bool is_script(int count, char **arguments, const char *file) {
    return arguments[0][0] == '/' &&
           ((count > 1 && equal(arguments[1], file)) || (count > 2 && equal(arguments[2], file)));
}

__attribute__((used)) static void choose(long *stack) __asm__("choose");
static void choose(long *stack) {
    int count = (int)stack[0];
    char **arguments = (char **)&stack[1];
    char **rest = arguments + count + 1;
    if (count == 0)
        return;
    while (*rest++ != (char *)0)
        continue;
    for (long *vector = (long *)rest; vector[0] != END; vector += 2) {
        char *file = (char *)vector[1];
        if (vector[0] != EXECUTED_FILE || !is_command(file) || is_script(count, arguments, file))
            continue;
        const char *name = base_name(arguments[0] + (arguments[0][0] == '-'));
        if (!equal(name, base_name(file)))
            arguments[0] = (char *)base_name(file);
    }
}
