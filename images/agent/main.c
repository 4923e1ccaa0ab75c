// The agent: starts what it needs and runs the event loop.

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "children.h"
#include "console.h"
#include "container.h"
#include "crash.h"
#include "duty.h"
#include "get.h"
#include "job.h"
#include "log.h"
#include "loop.h"
#include "port.h"
#include "put.h"
#include "quiesce.h"
#include "session.h"
#include "system.h"

#define PORT_DEVICE "/dev/vport0p1"

static int usage(void) {
    fputs("usage: agent --port FD   (without arguments only as PID 1)\n", stderr);
    return 2;
}

// So that no descriptor opened later is taken for a standard one, neither here nor in a child.
static void fill_standard_descriptors(void) {
    int fd;
    do
        fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (fd >= 0 && fd < 3);
    if (fd >= 3)
        close(fd);
}

// The agent's memory is what it was before each job: large blocks go back to the kernel at once, and the heap
// shrinks as soon as it can. mallopt(3)
static void keep_memory_small(void) {
    mallopt(M_MMAP_THRESHOLD, 32 * 1024);
    mallopt(M_TRIM_THRESHOLD, 16 * 1024);
    mallopt(M_TOP_PAD, 4 * 1024);
}

static int start(bool system, int fd) {
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    umask(0);
    if (loop_open() < 0 || children_open() < 0) {
        log_errno("start", "loop");
        return -1;
    }
    session_init(system);
    quiesce_init(system);
    // In the order in which a session's things end: a job before its container.
    put_init();
    get_init();
    jobs_init();
    containers_init(system);
    console_init();
    if (system)
        crash_init();
    if (!system) {
        // Else orphans of jobs would go to the system's own PID 1, and nobody here would see them end.
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        if (port_open_stream(fd, &session_handler) < 0) {
            log_errno("open", "port");
            return -1;
        }
    } else if (port_open_device(PORT_DEVICE, &session_handler) < 0) {
        log_errno("open", PORT_DEVICE);
        return -1;
    }
    session_send_booted();
    return 0;
}

static void run(void) {
    while (!port_closed()) {
        loop_turn(duties_deadline());
        duties_run(loop_now());
        session_settle();
    }
    session_drop_all();
}

int main(int count, char **arguments) {
    bool system = getpid() == 1 && count == 1;
    int fd = -1;
    // Executed by the kernel, with the path of the script between, see crash.c.
    if (count == 7 && getuid() == 0 && strcmp(arguments[1], "--core") == 0)
        return crash_write_core(arguments + 3);
    if (!system) {
        char *end = NULL;
        if (count != 3 || strcmp(arguments[1], "--port") != 0)
            return usage();
        fd = (int)strtol(arguments[2], &end, 10);
        if (*end != '\0' || end == arguments[2] || fd < 0)
            return usage();
    }

    if (system)
        system_start();
    keep_memory_small();
    fill_standard_descriptors();
    if (start(system, fd) == 0)
        run();
    else if (!system)
        return 1;
    // The kernel panics when PID 1 ends; waiting leaves the message above readable.
    while (system)
        pause();
    return 0;
}
