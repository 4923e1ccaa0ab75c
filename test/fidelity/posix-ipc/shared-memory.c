#include "../must.h"

#include <sys/mman.h>
#include <sys/stat.h>

// An object with a name, as large as it is made.
int main(void) {
    struct stat about;
    shm_unlink("/fidelity");
    int object = MUST(shm_open("/fidelity", O_RDWR | O_CREAT | O_EXCL, 0640));
    printf("again: %s\n", failure(shm_open("/fidelity", O_RDWR | O_CREAT | O_EXCL, 0600)));
    MUST(ftruncate(object, 10000));
    MUST(fstat(object, &about));
    printf("size %d mode %o, in /dev/shm %d\n", (int)about.st_size, (unsigned)(about.st_mode & 0777),
           access("/dev/shm/fidelity", F_OK));
    char *memory = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, object, 0);
    strcpy(memory + 9000, "parent");
    pid_t child = fork_child();
    if (child == 0) {
        int mine = MUST(shm_open("/fidelity", O_RDWR, 0));
        char *view = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, mine, 0);
        printf("child reads %s\n", view + 9000);
        strcpy(view + 9000, "child");
        fflush(stdout);
        _exit(0);
    }
    printf("%d, parent reads %s\n", ended(child), memory + 9000);
    MUST(shm_unlink("/fidelity"));
    printf("unlinked: %s, memory still %s\n", failure(shm_open("/fidelity", O_RDWR, 0)), memory + 9000);
}
