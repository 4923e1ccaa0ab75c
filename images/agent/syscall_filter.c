#include "syscall_filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__i386__)
#define ARCHITECTURE AUDIT_ARCH_I386
#elif defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#error "no list of system calls for this architecture"
#endif

// The filter jumps 255 instructions at most.
enum { REFUSED_MAX = 64, EDGES_MAX = 2 * REFUSED_MAX, PROGRAM_MAX = EDGES_MAX + 16 };

// In ascending order of their numbers. On another architecture than the guest's, where no program is
// confined, there is only one.
static const uint32_t refused[] = {
#ifdef __i386__
    SYS_mount,
    SYS_umount,
    SYS_stime,
    SYS_acct,
    SYS_umount2,
    SYS_settimeofday,
    SYS_swapon,
    SYS_reboot,
    SYS_ioperm,
    SYS_syslog,
    SYS_iopl,
    SYS_vm86old,
    SYS_swapoff,
    SYS_modify_ldt,
    SYS_adjtimex,
    SYS_create_module,
    SYS_init_module,
    SYS_delete_module,
    SYS_quotactl,
    SYS_vm86,
    SYS_nfsservctl,
    SYS_pivot_root,
    SYS_lookup_dcookie,
    SYS_clock_settime,
    SYS_kexec_load,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    SYS_perf_event_open,
    SYS_fanotify_init,
    SYS_open_by_handle_at,
    SYS_clock_adjtime,
    SYS_setns,
    SYS_finit_module,
    SYS_bpf,
    SYS_userfaultfd,
    SYS_clock_settime64,
    SYS_clock_adjtime64,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_open_tree,
    SYS_move_mount,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_fspick,
    SYS_mount_setattr,
    SYS_quotactl_fd,
#else
    SYS_reboot,
#endif
};

static const uint32_t namespaces =
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

struct program {
    struct sock_filter code[PROGRAM_MAX];
    unsigned short size;
};

static void add(struct program *program, struct sock_filter instruction) {
    program->code[program->size++] = instruction;
}

static void load(struct program *program, size_t offset) {
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void give(struct program *program, uint32_t verdict) {
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict));
}

// The numbers at which refused ones begin and end, in turn: a call is refused when an odd count of them is
// not above its number. The kernel translates the filter anew for each job, and less of it is less to do.
static size_t find_edges(uint32_t edges[EDGES_MAX]) {
    size_t count = 0;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (count > 0 && edges[count - 1] == refused[i])
            count--;
        else
            edges[count++] = refused[i];
        edges[count++] = refused[i] + 1;
    }
    return count;
}

// Finds by halves how many edges are not above a number, which is from first to last of them, and goes on at
// the verdict: the one for an even count, or the one after it.
static void search(struct program *program, const uint32_t *edges, size_t first, size_t last,
                   size_t verdicts) {
    if (first == last)
        return;
    size_t middle = first + (last - first) / 2;
    size_t next = program->size + 1u;
    size_t fewer = first == middle ? verdicts + first % 2 : next;
    size_t more = middle + 1 == last ? verdicts + last % 2 : next + middle - first;
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, edges[middle],
                                              (uint8_t)(more - next), (uint8_t)(fewer - next)));
    search(program, edges, first, middle, verdicts);
    search(program, edges, middle + 1, last, verdicts);
}

static void build(struct program *program) {
    load(program, offsetof(struct seccomp_data, arch));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    give(program, SECCOMP_RET_KILL_PROCESS);
    load(program, offsetof(struct seccomp_data, nr));
    // unshare(2) is of use also without namespaces. Both architectures are little-endian.
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_unshare, 0, 4));
    load(program, offsetof(struct seccomp_data, args));
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, namespaces, 0, 1));
    give(program, SECCOMP_RET_ERRNO | EPERM);
    give(program, SECCOMP_RET_ALLOW);
    uint32_t edges[EDGES_MAX];
    size_t count = find_edges(edges);
    search(program, edges, 0, count, program->size + count);
    give(program, SECCOMP_RET_ALLOW);
    give(program, SECCOMP_RET_ERRNO | EPERM);
}

int syscall_filter_install(void) {
    static struct program program;
    if (program.size == 0)
        build(&program);
    struct sock_fprog filter = {.len = program.size, .filter = program.code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}
