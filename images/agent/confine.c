#include "confine.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "syscall_filter.h"

enum { MEMORY_LOCKED = 8 << 20 }; // bytes, as the kernel's own default

#define BIT(capability) (UINT64_C(1) << (capability))

// What root may do in a container: nothing of it reaches beyond its namespaces and files.
#define HARMLESS                                                                                             \
    (BIT(CAP_CHOWN) | BIT(CAP_DAC_OVERRIDE) | BIT(CAP_FOWNER) | BIT(CAP_KILL) | BIT(CAP_SETGID) |            \
     BIT(CAP_SETUID) | BIT(CAP_NET_BIND_SERVICE))

static int bound(uint64_t capabilities) {
    for (unsigned capability = 0; capability <= CAP_LAST_CAP; capability++) {
        if ((capabilities & BIT(capability)) == 0 && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0 &&
            errno != EINVAL) // a capability that this kernel does not know
            return -1;
    }
    return 0;
}

static int hold(uint64_t capabilities) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    for (int i = 0; i < 2; i++) {
        uint32_t part = (uint32_t)(capabilities >> (32 * i));
        data[i] = (struct __user_cap_data_struct){part, part, part};
    }
    return (int)syscall(SYS_capset, &header, data);
}

// So that they outlive the exec of a user who is not root.
static int raise_ambient(uint64_t capabilities) {
    for (unsigned capability = 0; capability <= CAP_LAST_CAP; capability++) {
        if ((capabilities & BIT(capability)) != 0 &&
            prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) < 0)
            return -1;
    }
    return 0;
}

static int limit(int resource, rlim_t value) {
    return setrlimit(resource, &(struct rlimit){value, value});
}

int confine(const struct user *user, uint64_t capabilities, const char **what) {
    if (user->uid == 0)
        capabilities |= HARMLESS;
    *what = "setrlimit";
    if (limit(RLIMIT_RTPRIO, 0) < 0 || limit(RLIMIT_NICE, 0) < 0 || limit(RLIMIT_MEMLOCK, MEMORY_LOCKED) < 0)
        return -1;
    *what = "capabilities";
    if (bound(capabilities) < 0 || prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
        return -1;
    *what = "setuid";
    if (user_become(user) < 0)
        return -1;
    *what = "capabilities";
    if (hold(capabilities) < 0 || (user->uid != 0 && raise_ambient(capabilities) < 0))
        return -1;
    *what = "seccomp";
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || syscall_filter_install() < 0 ? -1 : 0;
}
