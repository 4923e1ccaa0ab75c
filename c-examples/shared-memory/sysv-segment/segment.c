// A System V segment: made, attached, written, read through another attachment, detached and removed.
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static int segment_id = -1; // -1: there is none
static pid_t owner;

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The segment outlives its processes: remove it on every way out, but only in the parent, and once.
static void remove_segment(void) {
    if (segment_id == -1 || getpid() != owner)
        return;
    if (shmctl(segment_id, IPC_RMID, NULL) == -1)
        perror("shmctl(IPC_RMID)");
    segment_id = -1;
}

static void tell_attachments(const char *when) {
    struct shmid_ds info;
    if (shmctl(segment_id, IPC_STAT, &info) == -1)
        die("shmctl(IPC_STAT)");
    printf("%s: %lu attached\n", when, (unsigned long)info.shm_nattch);
}

static void child(const char *inherited) {
    tell_attachments("child"); // fork copies an attachment like any other mapping

    // One of its own, by the number, at another address: the same memory all the same. Read-only is enough.
    const char *text = shmat(segment_id, NULL, SHM_RDONLY);
    if (text == (const char *)-1)
        die("shmat in the child");
    tell_attachments("child, after shmat");
    printf("child: another address: %s\n", text != inherited ? "yes" : "no");
    printf("child: \"%s\"\n", text);
    if (shmdt(text) == -1)
        die("shmdt in the child");
    // The inherited one goes with the process.
}

int main(void) {
    const int size = 4096;
    char *shared_memory;
    int status;

    owner = getpid();
    // A new segment of zeros that has no key: its number is the only way to it.
    segment_id = shmget(IPC_PRIVATE, size, S_IRUSR | S_IWUSR);
    if (segment_id == -1)
        die("shmget");
    if (atexit(remove_segment) != 0)
        die("atexit");
    tell_attachments("after shmget"); // it exists, and no process can see it yet

    shared_memory = (char *)shmat(segment_id, NULL, 0); // NULL: the system picks the address
    if (shared_memory == (char *)-1)
        die("shmat");
    tell_attachments("after shmat");

    sprintf(shared_memory, "Writing to shared memory");

    fflush(stdout); // fork copies what is left in the buffer
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        child(shared_memory);
        exit(EXIT_SUCCESS);
    }
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        return EXIT_FAILURE;
    tell_attachments("after the child");

    // Detached is not removed: with no attachment left the segment and its text are still there.
    if (shmdt(shared_memory) == -1)
        die("shmdt");
    tell_attachments("after shmdt");

    int id = segment_id;
    remove_segment();
    if (shmat(id, NULL, 0) != (void *)-1 || errno != EINVAL)
        die("shmat after the removal");
    printf("after the removal: shmat gives EINVAL\n");
    return EXIT_SUCCESS;
}
