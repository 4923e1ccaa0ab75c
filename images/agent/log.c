#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void log_line(const char *format, ...) {
    char line[512] = "ipclab-agent: ";
    size_t used = strlen(line);
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(line + used, sizeof line - used - 1, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    used = strlen(line);
    line[used++] = '\n';
    // Nobody is left to tell if even this fails.
    ssize_t ignored = write(STDERR_FILENO, line, used);
    (void)ignored;
}

void log_errno(const char *call, const char *file) {
    log_line("%s %s: %s", call, file, strerror(errno));
}
