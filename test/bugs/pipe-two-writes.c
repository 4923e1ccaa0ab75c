// Two processes write a record to one pipe in two calls: the other one comes between.
#define _GNU_SOURCE
#include <assert.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(int to, char who) {
#ifdef MENDED
    char record[2] = {who, who};
    assert(write(to, record, 2) == 2);
#else
    assert(write(to, &who, 1) == 1);
    assert(write(to, &who, 1) == 1);
#endif
}

int main(void) {
    int ends[2];
    char text[4];
    assert(pipe(ends) == 0);
    for (char who = 'a'; who <= 'b'; who++) {
        if (fork() == 0) {
            tell(ends[1], who);
            _exit(0);
        }
    }
    wait(NULL);
    wait(NULL);
    assert(read(ends[0], text, 4) == 4);
    assert(text[0] == text[1] && text[2] == text[3]);
    return 0;
}
