#include "../must.h"

#include <sys/prctl.h>
#include <sys/syscall.h>

// What a program may not do anywhere without rights, and what it may say of itself.
int main(void) {
    char name[16];
    if (geteuid() == 0)
        MUST(setresuid(65534, 65534, 65534));
    printf("init: %s\n", failure(kill(1, SIGTERM)));
    printf("set user: %s\n", failure(setuid(0)));
    printf("set host name: %s\n", failure(sethostname("x", 1)));
    printf("change root: %s\n", failure(chroot("/")));
    printf("mount: %s\n", failure(syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL)));
    MUST(prctl(PR_SET_NAME, "renamed"));
    MUST(prctl(PR_GET_NAME, name));
    printf("%s\n", name);
    MUST(prctl(PR_SET_DUMPABLE, 0));
    printf("dumpable %d\n", prctl(PR_GET_DUMPABLE));
    MUST(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    printf("no new rights %d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    printf("no such call: %s\n", failure(syscall(5000)));
}
