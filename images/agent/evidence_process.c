#include "evidence.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "evidence_table.h"
#include "peek.h"

enum { THREADS_MAX = 128, LINE_ROOM = 640 };

// The mapping that the address lies in, so that a futex in shared memory has a name.
static void add_mapping(struct sheet *sheet, struct evidence_budget *budget, const struct task *task,
                        unsigned long address) {
    char line[LINE_ROOM];
    FILE *file = task_stream(task, "maps");
    if (file == NULL)
        return;
    while (budget->mappings > 0 && fgets(line, sizeof line, file) != NULL) {
        unsigned long begin, end, offset, inode;
        char mode[8];
        int path = 0;
        budget->mappings--;
        if (sscanf(line, "%lx-%lx %7s %lx %*s %lu %n", &begin, &end, mode, &offset, &inode, &path) < 5)
            continue;
        if (address < begin || address >= end)
            continue;
        sheet_add(sheet, "map %s 0x%lx %c 0x%lx %lu", task->process, address, mode[3],
                  address - begin + offset, inode);
        sheet_text(sheet, line + path, path > 0 ? strcspn(line + path, "\n") : 0);
        sheet_end_line(sheet);
        break;
    }
    fclose(file);
}

static void add_thread(struct sheet *sheet, struct evidence_budget *budget, const struct task *task,
                       char state) {
    char wait[64] = "-";
    struct system_call call;
    if (task_read(task, "wchan", wait, sizeof wait) <= 0 || strcmp(wait, "0") == 0)
        strcpy(wait, "-");
    if (peek_system_call(task, &call) < 0)
        return;
    sheet_add(sheet, "thread %s %s %c", task->process, task->thread, state);
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
    peek_memory(sheet, task, &call);
    if (peek_futex(&call) != 0)
        add_mapping(sheet, budget, task, peek_futex(&call));
}

// All threads that have not ended, each with the descriptors that it has for itself: how many.
static unsigned add_threads(struct sheet *sheet, struct evidence_budget *budget, const struct task *first,
                            unsigned *descriptors) {
    struct task_status status;
    struct task task;
    struct folder folder;
    unsigned count = 0;
    task_threads(first, &folder);
    for (const char *name; (name = folder_next(&folder)) != NULL;) {
        if (!task_make(&task, first->proc, first->process, name) || task_look(&task, &status) < 0 ||
            task_ended(&status) || count++ >= THREADS_MAX)
            continue;
        bool is_first = strcmp(task.thread, first->thread) == 0;
        if (!is_first && budget->compared == 0)
            continue; // counted, so that nobody takes its descriptors for those of the process
        add_thread(sheet, budget, &task, status.state);
        if (!is_first)
            evidence_table(sheet, budget, &task, first, descriptors);
    }
    folder_close(&folder);
    return count;
}

void evidence_process(struct sheet *sheet, struct evidence_budget *budget, const struct task *first,
                      const struct task_status *status) {
    const char *name = first->process;
    unsigned descriptors = 0;
    char directory[512];
    bool ended = task_ended(status);
    if (status->dying && !ended)
        return; // what it was in is over
    sheet_add(sheet, "process %s %d %c", name, (int)status->parent, status->state);
    sheet_text(sheet, status->name, status->name_size);
    sheet_end_line(sheet);
    if (ended)
        return;
    sheet_add(sheet, "cwd %s", name);
    ssize_t size = task_link(first, "cwd", directory, sizeof directory);
    sheet_text(sheet, directory, size < 0 ? 0 : (size_t)size);
    sheet_end_line(sheet);
    evidence_table(sheet, budget, first, NULL, &descriptors);
    unsigned threads = 1;
    if (status->threads == 1)
        add_thread(sheet, budget, first, status->state);
    else
        threads = add_threads(sheet, budget, first, &descriptors);
    if (threads > 0) {
        sheet_add(sheet, "threads %s %u", name, threads);
        sheet_end_line(sheet);
    }
    sheet_add(sheet, "descriptors %s %u", name, descriptors);
    sheet_end_line(sheet);
}
