#include "../must.h"

#include <grp.h>
#include <pwd.h>
#include <sys/utsname.h>

// Who I am, who is there, what this is.
int main(void) {
    struct utsname system;
    struct passwd *me = getpwuid(getuid()), *root = getpwnam("root");
    char host[64];
    MUST(uname(&system));
    MUST(gethostname(host, sizeof host));
    printf("%s, same name %d\n", system.sysname, strcmp(system.nodename, host) == 0);
    printf("known %d, home %d, shell %d\n", me != NULL, access(me->pw_dir, X_OK), access(me->pw_shell, X_OK));
    printf("root %d %d\n", (int)root->pw_uid, (int)root->pw_gid);
    printf("same again %d\n", getpwnam(me->pw_name)->pw_uid == getuid());
    printf("nobody %d\n", getpwnam("no-such-user") == NULL);
    printf("group %d", getgrgid(getgid()) != NULL);
    printf(" %s\n", getgrgid(0)->gr_name);
    printf("variables %d %d\n", getenv("HOME") != NULL, getenv("PATH") != NULL);
    uid_t real, effective, saved;
    MUST(getresuid(&real, &effective, &saved));
    printf("one identity %d\n", real == effective && effective == saved);
    printf("pages %ld, processors %d, open %d\n", sysconf(_SC_PAGESIZE), sysconf(_SC_NPROCESSORS_ONLN) >= 1,
           sysconf(_SC_OPEN_MAX) >= 256);
    printf("clock ticks %ld, path %ld\n", sysconf(_SC_CLK_TCK), pathconf("/", _PC_NAME_MAX));
}
