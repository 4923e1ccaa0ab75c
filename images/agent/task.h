// A thread of a process, and the files that proc(5) has of it.
#ifndef AGENT_TASK_H
#define AGENT_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "folder.h"

// A thread of a process, by their numbers in a /proc.
struct task {
    int proc; // its folder
    char process[12];
    char thread[12];
};

struct task_status {
    char name[64];
    size_t name_size;
    char state;
    pid_t parent;
    pid_t group;
    pid_t session;
    unsigned threads; // one that has ended before the others included
    bool dying;       // it has been killed, and only has to go
};

// A thread by the names of its folders. False if those are no numbers.
bool task_make(struct task *task, int proc, const char *process, const char *thread);

// The thread that stands for a process: the first one, or, when that has ended before the others, one that
// goes on. Its state is stored: has it ended, the process has. 0, or -1 and errno.
int task_find(struct task *task, int proc, const char *process, struct task_status *status);

bool task_ended(const struct task_status *status);

// Opens the folder of all threads of the task's process, and that of its descriptors; folder_close() it.
void task_threads(const struct task *task, struct folder *folder);
void task_descriptors(const struct task *task, struct folder *folder);

// A file of the thread's folder: a descriptor for reading, or -1 and errno.
int task_open(const struct task *task, const char *file);

// The same as a stream. NULL and errno.
FILE *task_stream(const struct task *task, const char *file);

// Reads one into text, with a terminator; the bytes read, or -1 and errno.
ssize_t task_read(const struct task *task, const char *file, char *text, size_t size);

// readlink(2) of one.
ssize_t task_link(const struct task *task, const char *file, char *target, size_t size);

// The numbers of a stat file by their places, proc(5): from the fourth to the last that is wanted, of what
// follows the name with its parenthesis. False if they are not there.
bool stat_numbers(const char *end, uint64_t *fields, int last);

// stat of it. 0, or -1 and errno.
int task_look(const struct task *task, struct task_status *status);

#endif
