// Makes a segment under a key, with the mode bits from the command line, and leaves it there.
// Usage: maker MODE, in octal
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum { KEY = 0x5e94e47, SIZE = 4096 };

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(int argc, char *argv[]) {
    if (argc != 2) {
        fprintf(stderr, "usage: maker MODE\n");
        return EXIT_FAILURE;
    }
    int mode = (int)strtol(argv[1], NULL, 8);

    // There is no segment with this key yet, so one is made.
    int id = shmget(KEY, SIZE, IPC_CREAT | mode);
    if (id == -1)
        die("shmget");
    char *text = shmat(id, NULL, 0);
    if (text == (char *)-1)
        die("shmat");
    sprintf(text, "for those who may");
    if (shmdt(text) == -1)
        die("shmdt");

    // Now there is one: the same call returns it, and makes nothing.
    int again = shmget(KEY, SIZE, IPC_CREAT | mode);
    if (again == -1)
        die("shmget again");
    printf("IPC_CREAT again: %s segment\n", again == id ? "the same" : "another");

    // With IPC_EXCL "there is one already" is an error: who gets a number knows that the segment is new.
    if (shmget(KEY, SIZE, IPC_CREAT | IPC_EXCL | mode) != -1 || errno != EEXIST)
        die("shmget(IPC_EXCL)");
    printf("IPC_CREAT | IPC_EXCL: EEXIST\n");
    return EXIT_SUCCESS; // the segment stays, for others to find by the key
}
