#include "evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "crash.h"
#include "frame.h"
#include "port.h"
#include "task.h"

enum { SIZE_MAX_TEXT = 128 * 1024, PROCESSES_MAX = 64, OUTSIDE = 0 };

// The init and the keepers are the agent's. A plain group of jobs has no /proc of its own: there the sessions
// tell.
static bool belongs(const struct container *container, pid_t pid, const struct task_status *status) {
    if (container->isolated)
        return status->parent != OUTSIDE;
    const struct tenant *tenant = container->tenants;
    while (tenant != NULL && tenant->session != status->session)
        tenant = tenant->next;
    return tenant != NULL && tenant->session != pid;
}

// A keeper started it.
static bool is_first(const struct container *container, pid_t pid) {
    const struct tenant *tenant = container->tenants;
    while (tenant != NULL && tenant->first != pid)
        tenant = tenant->next;
    return tenant != NULL;
}

static void collect_processes(struct sheet *sheet, const struct container *container) {
    struct evidence_budget budget = EVIDENCE_BUDGET;
    unsigned more = 0;
    unsigned count = 0;
    // What a plain group of jobs sees are the sockets of the whole machine.
    bool sockets_told = !container->isolated;
    struct folder proc;
    if (!(container->isolated ? folder_open(&proc, container->root, "proc")
                              : folder_open(&proc, AT_FDCWD, "/proc")))
        return;
    for (const char *name; (name = folder_next(&proc)) != NULL;) {
        struct task task;
        struct task_status status;
        if (container->isolated && strcmp(name, CONTAINER_INIT) == 0)
            continue;
        // One that has just gone is not there.
        if (task_find(&task, proc.fd, name, &status) < 0)
            continue;
        pid_t pid = (pid_t)strtol(task.process, NULL, 10);
        if (!belongs(container, pid, &status))
            continue;
        if (is_first(container, pid))
            status.parent = OUTSIDE;
        if (!sockets_told && !task_ended(&status) && !status.dying) {
            sockets_told = true;
            evidence_sockets(sheet, &task);
        }
        if (count++ < PROCESSES_MAX)
            evidence_process(sheet, &budget, &task, &status);
        else
            more++;
    }
    folder_close(&proc);
    if (more > 0) {
        sheet_add(sheet, "more %u", more);
        sheet_end_line(sheet);
    }
}

void evidence_send(uint32_t id, const struct container *container) {
    // Not of the heap: most texts are short, and the pages behind them are never touched.
    static char text[SIZE_MAX_TEXT];
    struct sheet sheet = {.text = text, .capacity = sizeof text};
    struct utsname system;
    if (uname(&system) < 0) {
        // Without facts the end of a job is still an end.
        port_send(FRAME_EVIDENCE, id, NULL, 0);
        return;
    }
    sheet_add(&sheet, "machine %s", sizeof(void *) == 4 ? "i386" : system.machine);
    sheet_end_line(&sheet);
    // Objects first: there are few, and a flood of processes must not hide them.
    if (container->isolated)
        evidence_objects(&sheet, container);
    crash_describe(&sheet, container);
    collect_processes(&sheet, container);
    if (sheet.full) {
        // The last line of a full sheet: what it replaces is longer.
        static const char mark[] = "truncated\n";
        size_t size = sheet.size < sheet.capacity - sizeof mark ? sheet.size : sheet.capacity - sizeof mark;
        while (size > 0 && sheet.text[size - 1] != '\n')
            size--;
        memcpy(sheet.text + size, mark, sizeof mark - 1);
        sheet.size = size + sizeof mark - 1;
    }
    port_send_long(FRAME_EVIDENCE, id, sheet.text, sheet.size);
}

void evidence_answer(uint32_t id) {
    const struct container *container = container_usable(id);
    if (container == NULL)
        port_send_failed(id, errno, "container");
    else
        evidence_send(id, container);
}
