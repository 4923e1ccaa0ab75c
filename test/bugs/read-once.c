// A reader takes what one read gives it for the whole record: a pipe may give a part of it.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

struct record {
    int number;
    char text[12];
};

static ssize_t receive(int from, struct record *record) {
    ssize_t have = read(from, record, sizeof *record);
#ifdef MENDED
    for (ssize_t n = have; n > 0 && have < (ssize_t)sizeof *record; have += n)
        n = read(from, (char *)record + have, sizeof *record - have);
#endif
    return have;
}

int main(void) {
    int p[2];
    struct record record = {.number = 7, .text = "seven"};
    assert(pipe(p) == 0);
    if (fork() == 0) {
        assert(write(p[1], &record, sizeof record) == sizeof record);
        _exit(0);
    }
    assert(receive(p[0], &record) == sizeof record);
    wait(NULL);
    return 0;
}
