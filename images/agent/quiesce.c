#include "quiesce.h"

#include <stddef.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "console.h"
#include "frame.h"
#include "log.h"
#include "port.h"
#include "session.h"
#include "system.h"

#define CHUNK ((size_t)256 << 10)
#define SPARED                                                                                               \
    ((uint64_t)2 << 20) // just above the mark (vm.min_free_kbytes × 1.5) where the kernel looks for victims

enum { CHUNKS_MAX = 1024 };

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
// zeroed.
static void clear_free_memory(void) {
    static void *chunks[CHUNKS_MAX];
    size_t count = 0;
    while (count < CHUNKS_MAX && free_memory() > SPARED + CHUNK) {
        void *chunk =
            mmap(NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (chunk == MAP_FAILED)
            break;
        chunks[count++] = chunk;
    }
    while (count > 0)
        munmap(chunks[--count], CHUNK);
}

void quiesce(void) {
    session_drop_all();
    if (is_system) {
        console_run(false);
        sync();
        system_write("/proc/sys/vm/drop_caches", "3");
        clear_free_memory();
    }
    port_send(AGENT_QUIET, 0, NULL, 0);
}
