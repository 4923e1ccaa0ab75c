#include "../must.h"

// A shell is told its name.
int main(void) {
    pid_t child = fork_child();
    if (child == 0)
        execl("/bin/sh", "my-shell", "-c", "echo I am $0", NULL);
    printf("exit %d\n", ended(child));
    child = fork_child();
    if (child == 0)
        execl("/bin/sh", "sh", "-c", "echo I am $0 with $1", "name", "argument", NULL);
    printf("exit %d\n", ended(child));
}
