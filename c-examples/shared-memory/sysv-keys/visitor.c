// Finds the segment by its key and tries what its mode bits allow to whoever runs this.
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum { KEY = 0x5e94e47 }; // as in maker.c

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static void attach(int id, int flags, const char *what) {
    const char *text = shmat(id, NULL, flags);
    if (text != (const char *)-1) {
        printf("%s: \"%s\"\n", what, text);
        if (shmdt(text) == -1)
            die("shmdt");
    } else if (errno == EACCES)
        printf("%s: EACCES\n", what);
    else
        die("shmat");
}

int main(void) {
    // Size 0: whatever it is. Mode 0: asks for no permission yet, so everybody gets the number.
    int id = shmget(KEY, 0, 0);
    if (id == -1)
        die("shmget");

    // The mode bits count when the segment is attached, as those of a file do when it is opened.
    attach(id, SHM_RDONLY, "attach for reading");
    attach(id, 0, "attach for writing");

    // Removing is for the owner (and the superuser), whatever the mode.
    if (shmctl(id, IPC_RMID, NULL) == 0)
        printf("remove: done\n");
    else if (errno == EPERM)
        printf("remove: EPERM\n");
    else
        die("shmctl(IPC_RMID)");
    return EXIT_SUCCESS;
}
