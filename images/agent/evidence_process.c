#include "evidence.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "peek.h"

enum { THREADS_MAX = 16, DESCRIPTORS_MAX = 64, PATH_ROOM = 512 };

static DIR *open_folder(int proc, const char *path) {
    int fd = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (fd >= 0 && folder == NULL)
        close(fd);
    return folder;
}

// The mapping that the address lies in, so that a futex in shared memory has a name.
static void add_mapping(struct sheet *sheet, int proc, const char *process, unsigned long address) {
    char line[PATH_ROOM + 128];
    snprintf(line, sizeof line, "%s/maps", process);
    int fd = openat(proc, line, O_RDONLY | O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (file == NULL) {
        if (fd >= 0)
            close(fd);
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned long begin, end, offset, inode;
        char mode[8];
        int path = 0;
        if (sscanf(line, "%lx-%lx %7s %lx %*s %lu %n", &begin, &end, mode, &offset, &inode, &path) < 5)
            continue;
        if (address < begin || address >= end)
            continue;
        sheet_add(sheet, "map %s 0x%lx %c 0x%lx %lu", process, address, mode[3], address - begin + offset,
                  inode);
        sheet_text(sheet, line + path, path > 0 ? strcspn(line + path, "\n") : 0);
        sheet_end_line(sheet);
        break;
    }
    fclose(file);
}

static void add_thread(struct sheet *sheet, int proc, const char *process, const char *thread) {
    char path[64];
    char wait[64] = "-";
    struct process_status status;
    struct system_call call;
    snprintf(path, sizeof path, "%.16s/task/%.16s/wchan", process, thread);
    if (peek_file(proc, path, wait, sizeof wait) <= 0 || strcmp(wait, "0") == 0)
        strcpy(wait, "-");
    *strrchr(path, '/') = '\0';
    if (peek_status(proc, path, &status) < 0 || peek_system_call(proc, path, &call) < 0)
        return;
    sheet_add(sheet, "thread %s %s %c", process, thread, status.state);
    sheet_text(sheet, wait, strcspn(wait, "\n"));
    if (call.number < 0) {
        sheet_add(sheet, " -");
    } else {
        sheet_add(sheet, " %ld", call.number);
        for (size_t i = 0; i < 6; i++)
            sheet_add(sheet, " 0x%lx", call.arguments[i]);
    }
    sheet_end_line(sheet);
    if (call.number < 0)
        return;
    peek_memory(sheet, proc, process, thread, &call);
    if (peek_futex(&call) != 0)
        add_mapping(sheet, proc, process, peek_futex(&call));
}

static void add_threads(struct sheet *sheet, int proc, const char *process) {
    char path[32];
    unsigned count = 0;
    snprintf(path, sizeof path, "%s/task", process);
    DIR *folder = open_folder(proc, path);
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.' && count++ < THREADS_MAX)
            add_thread(sheet, proc, process, entry->d_name);
    }
    closedir(folder);
}

// The flags that open(2) was called with, in octal digits, from fdinfo.
static void read_flags(int proc, const char *process, const char *descriptor, char flags[16]) {
    char path[64];
    char text[256];
    snprintf(path, sizeof path, "%s/fdinfo/%.16s", process, descriptor);
    const char *line = peek_file(proc, path, text, sizeof text) > 0 ? strstr(text, "flags:") : NULL;
    if (line == NULL || sscanf(line, "flags: %15[0-7]", flags) != 1)
        strcpy(flags, "-");
}

static void add_link(struct sheet *sheet, int proc, const char *path) {
    char target[PATH_ROOM];
    ssize_t size = readlinkat(proc, path, target, sizeof target);
    sheet_text(sheet, target, size < 0 ? 0 : (size_t)size);
    sheet_end_line(sheet);
}

static void add_descriptors(struct sheet *sheet, int proc, const char *process) {
    char path[64];
    char flags[16];
    unsigned count = 0;
    snprintf(path, sizeof path, "%s/fd", process);
    DIR *folder = open_folder(proc, path);
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        if (count++ >= DESCRIPTORS_MAX)
            continue;
        read_flags(proc, process, entry->d_name, flags);
        sheet_add(sheet, "fd %s %s %s", process, entry->d_name, flags);
        snprintf(path, sizeof path, "%s/fd/%.16s", process, entry->d_name);
        add_link(sheet, proc, path);
    }
    closedir(folder);
    sheet_add(sheet, "descriptors %s %u", process, count);
    sheet_end_line(sheet);
}

void evidence_process(struct sheet *sheet, int proc, const char *name) {
    char path[32];
    struct process_status status;
    if (peek_status(proc, name, &status) < 0)
        return; // it has just gone
    bool ended = status.state == 'Z' || status.state == 'X';
    if (status.dying && !ended)
        return; // what it was in is over
    sheet_add(sheet, "process %s %d %c", name, (int)status.parent, status.state);
    sheet_text(sheet, status.name, status.name_size);
    sheet_end_line(sheet);
    if (ended)
        return;
    snprintf(path, sizeof path, "%s/cwd", name);
    sheet_add(sheet, "cwd %s", name);
    add_link(sheet, proc, path);
    add_threads(sheet, proc, name);
    add_descriptors(sheet, proc, name);
}
