#include "crash.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "loop.h"
#include "system.h"
#include "task.h"

// The kernel executes this for each core image. The agent has a lease on it, fcntl(2): opening it has the
// kernel wait, and the process that crashed with it, until the agent has looked and says what the file is: no
// program, and it is as if there were no core image (wait(2) tells none, as with the usual limit of 0), or a
// script that has one written. By then another file with a lease of its own has its name, for who crashes
// next.
#define HANDLER "/run/core"
#define NEXT_HANDLER "/run/core.next"
#define WRITE_CORE "#!/sbin/agent --core\n"

enum { NOTES_MAX = 4, NOTE_ROOM = 16 * 1024, STACK_MAX = 4 * 1024, MAPPINGS_MAX = 24, STAT_FIELDS = 52 };

// What crashed, in the form of evidence.
struct note {
    struct note *next;
    uint32_t container;
    char process[12];
    size_t size;
    char text[];
};

static struct note *notes; // the newest first
static int lease = -1;     // of HANDLER

// The numbers of a stat file, proc(5), from the fourth field on.
static bool read_numbers(const struct task *task, const char *file, uint64_t fields[STAT_FIELDS + 1]) {
    char text[1024];
    if (task_read(task, file, text, sizeof text) <= 0)
        return false;
    const char *end = strrchr(text, ')');
    return end != NULL && stat_numbers(end, fields, STAT_FIELDS);
}

// True if it is a thread for which an image is being taken.
static bool read_crashed(const struct task *task, uint64_t fields[STAT_FIELDS + 1]) {
    const uint64_t dumping = 0x200; // PF_DUMPCORE of the kernel
    return read_numbers(task, "stat", fields) && (fields[9] & dumping) != 0;
}

// The signal that ends its process. Only the stat of a whole process has it already.
static int ending_signal(const struct task *task) {
    uint64_t fields[STAT_FIELDS + 1];
    return read_numbers(task, "../../stat", fields) ? (int)(fields[52] & 0x7f) : 0;
}

static void add_mappings(struct sheet *sheet, const struct task *task) {
    char line[640];
    FILE *file = task_stream(task, "maps");
    if (file == NULL)
        return;
    for (int count = 0; count < MAPPINGS_MAX && fgets(line, sizeof line, file) != NULL;) {
        unsigned long begin, end, offset;
        char mode[8];
        int path = 0;
        if (sscanf(line, "%lx-%lx %7s %lx %*s %*s %n", &begin, &end, mode, &offset, &path) < 4 ||
            mode[2] != 'x' || path == 0 || line[path] == '\0')
            continue;
        sheet_add(sheet, "crash-map %s 0x%lx 0x%lx 0x%lx", task->process, begin, end, offset);
        sheet_text(sheet, line + path, strcspn(line + path, "\n"));
        sheet_end_line(sheet);
        count++;
    }
    fclose(file);
}

static void add_stack(struct sheet *sheet, const struct task *task, uint64_t top) {
    static uint8_t bytes[STACK_MAX];
    int fd = task_open(task, "mem");
    if (fd < 0)
        return;
    // What is mapped ends with a page: from the last one on, less and less.
    ssize_t count = -1;
    for (size_t size = STACK_MAX; count <= 0 && size >= 1024; size /= 2)
        count = pread(fd, bytes, size, (off_t)top);
    close(fd);
    if (count <= 0)
        return;
    sheet_add(sheet, "crash-stack %s ", task->process);
    for (ssize_t i = 0; i < count; i++)
        sheet_add(sheet, "%02x", bytes[i]);
    sheet_end_line(sheet);
}

static bool known(const struct container *container, const char *process) {
    for (struct note *note = notes; note != NULL; note = note->next) {
        if (note->container == container->id && strcmp(note->process, process) == 0)
            return true;
    }
    return false;
}

static void free_from(struct note **link) {
    while (*link != NULL) {
        struct note *note = *link;
        *link = note->next;
        free(note);
    }
}

static void keep_few(void) {
    struct note **link = &notes;
    for (int count = 0; *link != NULL && count < NOTES_MAX; count++)
        link = &(*link)->next;
    free_from(link);
}

static void take_note(const struct container *container, const struct task *task,
                      const uint64_t fields[STAT_FIELDS + 1]) {
    // Here first, so that the heap has a note as small as it is: a storm of crashes leaves no holes in it.
    static char text[NOTE_ROOM];
    struct task_status status;
    if (task_look(task, &status) < 0)
        return;
    struct sheet sheet = {.text = text, .capacity = sizeof text};
    sheet_add(&sheet, "crash %s %s %d 0x%" PRIx64 " 0x%" PRIx64, task->process, task->thread,
              ending_signal(task), fields[30], fields[29]);
    sheet_text(&sheet, status.name, status.name_size);
    sheet_end_line(&sheet);
    add_mappings(&sheet, task);
    add_stack(&sheet, task, fields[29]);
    struct note *note = malloc(sizeof *note + sheet.size);
    if (note == NULL)
        return;
    note->container = container->id;
    memcpy(note->process, task->process, sizeof note->process);
    note->size = sheet.size;
    memcpy(note->text, text, sheet.size);
    note->next = notes;
    notes = note;
    keep_few();
}

// True if it may leave a core image.
static bool may_dump(const struct task *task) {
    static const char name[] = "Max core file size";
    char text[2048];
    if (task_read(task, "limits", text, sizeof text) <= 0)
        return false;
    const char *line = strstr(text, name);
    if (line == NULL)
        return false;
    line += strlen(name);
    line += strspn(line, " ");
    return strncmp(line, "unlimited", 9) == 0 || strtoull(line, NULL, 10) > 1;
}

static bool wants_core; // one of those that were found just now, and not before

static void look_into(const struct container *container) {
    struct folder proc;
    if (!container->isolated || container->root < 0 || !folder_open(&proc, container->root, "proc"))
        return;
    for (const char *process; (process = folder_next(&proc)) != NULL;) {
        struct task task;
        struct folder threads;
        if (!task_make(&task, proc.fd, process, process) || strcmp(process, CONTAINER_INIT) == 0)
            continue;
        task_threads(&task, &threads);
        for (const char *thread; (thread = folder_next(&threads)) != NULL;) {
            uint64_t fields[STAT_FIELDS + 1];
            if (!task_make(&task, proc.fd, process, thread) || !read_crashed(&task, fields))
                continue;
            // One whose core image is being written has been answered.
            if (known(container, task.process))
                continue;
            wants_core = wants_core || may_dump(&task);
            take_note(container, &task, fields);
        }
        folder_close(&threads);
    }
    folder_close(&proc);
}

static void be(int fd, const char *content) {
    size_t size = strlen(content);
    if (pwrite(fd, content, size, 0) != (ssize_t)size)
        log_errno("write", HANDLER);
}

// Puts an empty file in the place of HANDLER, and returns it open and leased. The kernel executes no file
// that somebody may write to, and lends none that somebody has open: each crash has a new one.
static int make_handler(void) {
    int fd = open(NEXT_HANDLER, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
    if (fd >= 0 && fchmod(fd, 0700) == 0 && fcntl(fd, F_SETLEASE, F_WRLCK) == 0 &&
        rename(NEXT_HANDLER, HANDLER) == 0)
        return fd;
    log_errno("lease", HANDLER);
    if (fd >= 0)
        close(fd);
    unlink(NEXT_HANDLER);
    return -1;
}

static void signal_ready(struct watch *watch) {
    struct signalfd_siginfo information;
    int waited_for = lease;
    if (read(watch->fd, &information, sizeof information) <= 0 || waited_for < 0)
        return;
    lease = make_handler();
    wants_core = false;
    containers_visit(look_into);
    be(waited_for, wants_core ? WRITE_CORE : "");
    close(waited_for);
}

void crash_init(void) {
    static struct watch signals = {.fd = -1, .ready = signal_ready};
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGIO);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0 || (lease = make_handler()) < 0)
        return;
    signals.fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    watch_for(&signals, EPOLLIN);
    system_write("/proc/sys/kernel/core_pattern", "|" HANDLER " %P %c %u %g");
    // So that the kernel waits for who writes the image.
    system_write("/proc/sys/kernel/core_pipe_limit", "16");
}

void crash_describe(struct sheet *sheet, const struct container *container) {
    for (struct note *note = notes; note != NULL; note = note->next) {
        if (note->container != container->id)
            continue;
        sheet_add(sheet, "%.*s", (int)note->size, note->text);
        sheet->line = sheet->size;
    }
}

void crash_forget(const struct container *container) {
    struct note **link = &notes;
    while (*link != NULL) {
        struct note *note = *link;
        if (note->container == container->id) {
            *link = note->next;
            free(note);
        } else {
            link = &note->next;
        }
    }
}
