#include "quiesce.h"

#include <stddef.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#include "console.h"
#include "frame.h"
#include "log.h"
#include "port.h"
#include "session.h"
#include "system.h"

#define CHUNK ((size_t)256 << 10)
// Well above the mark (vm.min_free_kbytes × 1.5) where the kernel looks for victims: each zone of memory has
// one of its own.
#define SPARED ((uint64_t)4 << 20)

static bool is_system;

void quiesce_init(bool system) {
    is_system = system;
}

static uint64_t free_memory(void) {
    struct sysinfo information;
    if (sysinfo(&information) < 0)
        return 0;
    return (uint64_t)information.freeram * information.mem_unit;
}

// The kernel gives only pages of zeros: taking nearly all the free ones and giving them back leaves them
// zeroed. A child takes them, so that a kernel which runs out of memory nevertheless has somebody to end.
static void clear_free_memory(void) {
    pid_t child = fork();
    if (child == 0) {
        system_write("/proc/self/oom_score_adj", "1000");
        while (free_memory() > SPARED + CHUNK &&
               mmap(NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0) !=
                   MAP_FAILED) {
        }
        _exit(0);
    }
    if (child > 0)
        waitpid(child, NULL, 0);
}

void quiesce(void) {
    session_drop_all();
    if (is_system) {
        console_run(false);
        sync();
        system_write("/proc/sys/vm/drop_caches", "3");
        clear_free_memory();
    }
    port_send(FRAME_QUIET, 0, NULL, 0);
}
