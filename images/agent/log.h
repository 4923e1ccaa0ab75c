// Lines for a person, on standard error: the console of the guest, or the terminal of a native run.
#ifndef AGENT_LOG_H
#define AGENT_LOG_H

// Writes "ipclab-agent: ", the formatted text and a newline, in one write.
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

// log_line() of "CALL FILE: strerror(errno)".
void log_errno(const char *call, const char *file);

#endif
