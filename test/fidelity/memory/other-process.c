#include "../must.h"

#include <sys/prctl.h>
#include <sys/uio.h>

// process_vm_readv and process_vm_writev into a child.
int main(void) {
    static char text[16] = "in the parent";
    int ends[2];
    char byte, seen[16] = "";
    MUST(pipe(ends));
    pid_t child = fork_child();
    if (child == 0) {
        strcpy(text, "in the child");
        (void)!write(ends[1], "r", 1);
        while (((volatile char *)text)[0] != 'I')
            usleep(1000);
        _exit(9);
    }
    MUST(read(ends[0], &byte, 1));
    struct iovec mine = {seen, sizeof seen}, theirs = {text, sizeof text};
    printf("%d", MUST(process_vm_readv(child, &mine, 1, &theirs, 1, 0)));
    printf(" %s, mine %s\n", seen, text);
    mine = (struct iovec){"I", 1};
    theirs.iov_len = 1;
    printf("%d\n", MUST(process_vm_writev(child, &mine, 1, &theirs, 1, 0)));
    printf("exit %d\n", ended(child));
    printf("gone: %s\n", failure(process_vm_readv(child, &mine, 1, &theirs, 1, 0)));
}
