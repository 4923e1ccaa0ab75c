// Parent and child share the offset of a file that was opened before fork: between lseek and read it belongs
// to the other.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static char at(int file, off_t where) {
    char c = 0;
#ifdef MENDED
    assert(pread(file, &c, 1, where) == 1);
#else
    lseek(file, where, SEEK_SET);
    assert(read(file, &c, 1) == 1);
#endif
    return c;
}

int main(void) {
    int file = open("letters", O_RDWR | O_CREAT, 0600);
    assert(write(file, "abcdef", 6) == 6);
    if (fork() == 0)
        _exit(at(file, 4) == 'e' ? 0 : 1);
    assert(at(file, 1) == 'b');
    int status = 0;
    wait(&status);
    assert(status == 0);
    return 0;
}
