#include "../must.h"

#include <spawn.h>

// posix_spawn with file actions and attributes.
extern char **environ;

int main(void) {
    pid_t child;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char text[64] = "";
    sigset_t ignored;
    ZERO(posix_spawn_file_actions_init(&actions));
    ZERO(posix_spawn_file_actions_addopen(&actions, 1, "spawned", O_WRONLY | O_CREAT | O_TRUNC, 0600));
    ZERO(posix_spawn_file_actions_adddup2(&actions, 1, 2));
    ZERO(posix_spawnattr_init(&attributes));
    sigemptyset(&ignored);
    ZERO(posix_spawnattr_setsigmask(&attributes, &ignored));
    ZERO(posix_spawnattr_setpgroup(&attributes, 0));
    ZERO(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP));
    char *argv[] = {"sh", "-c", "echo out; echo err >&2; exit 6", NULL};
    ZERO(posix_spawnp(&child, "sh", &actions, &attributes, argv, environ));
    printf("own group %d\n", getpgid(child) == child);
    printf("exit %d\n", ended(child));
    int fd = MUST(open("spawned", O_RDONLY));
    MUST(read(fd, text, 63));
    printf("%s", text);
    printf("%s\n", strerrorname_np(posix_spawn(&child, "/no/such", NULL, NULL, argv, environ)));
    unlink("spawned");
}
