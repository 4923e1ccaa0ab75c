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

enum { REFUSED_MAX = 64, PROGRAM_MAX = 4 * REFUSED_MAX };

// In ascending order of their numbers, since the filter looks by halves. On another architecture than the
// guest's, where no program is confined, there is only one.
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

static struct sock_filter *add(struct program *program, struct sock_filter instruction) {
    program->code[program->size] = instruction;
    return &program->code[program->size++];
}

static void load(struct program *program, size_t offset) {
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void give(struct program *program, uint32_t verdict) {
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict));
}

// Refuses what is in refused[first..last), and lets pass what is not. A few comparisons for each call, not
// fifty.
static void search(struct program *program, size_t first, size_t last) {
    const uint32_t eperm = SECCOMP_RET_ERRNO | EPERM;
    if (last - first == 1) {
        add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[first], 0, 1));
        give(program, eperm);
        give(program, SECCOMP_RET_ALLOW);
        return;
    }
    size_t middle = first + (last - first) / 2;
    struct sock_filter *branch =
        add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, refused[middle], 0, 0));
    unsigned short below = program->size;
    search(program, first, middle);
    branch->jt = (uint8_t)(program->size - below);
    search(program, middle, last);
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
    search(program, 0, sizeof refused / sizeof *refused);
}

int syscall_filter_install(void) {
    static struct program program;
    if (program.size == 0)
        build(&program);
    struct sock_fprog filter = {.len = program.size, .filter = program.code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}
