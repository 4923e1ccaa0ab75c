// A writer is put to sleep when the pipe is full, and goes on when the reader has taken something out.
#define _GNU_SOURCE // F_GETPIPE_SZ is Linux's own

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char block[PIPE_BUF];

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

// The letter behind "State:" in /proc/PID/status: R running or ready to, S sleeping until something comes,
// Z ended and not waited for.
static char state_of(pid_t pid) {
    char path[64], line[256], state = '?';
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        die(path);
    while (fgets(line, sizeof line, file) != NULL && sscanf(line, "State: %c", &state) != 1)
        ;
    if (fclose(file) == EOF)
        die("fclose");
    return state;
}

static int bytes_in(int fd) {
    int bytes;
    if (ioctl(fd, FIONREAD, &bytes) == -1) // how many could be read now; takes none out
        die("ioctl");
    return bytes;
}

// Looks again and again until the pipe is full and the writer sleeps; gives up when it has ended, or after a
// few seconds. The writer does nothing but write, so with a full pipe there is only one place where it can be
// asleep.
static int is_blocked(pid_t writer, int fd, int capacity) {
    struct timespec moment = {.tv_nsec = 2000000};
    for (int i = 0; i < 1000; i++) {
        int full = bytes_in(fd) == capacity;
        char state = state_of(writer);
        if (full && state == 'S')
            return 1;
        if (state == 'Z')
            return 0;
        nanosleep(&moment, NULL);
    }
    return 0;
}

int main(void) {
    int p[2], status;
    pid_t writer;

    // No line is left for fork to copy.
    if (setvbuf(stdout, NULL, _IOLBF, 0) != 0)
        die("setvbuf");
    if (pipe(p) == -1)
        die("pipe");
    int capacity = fcntl(p[1], F_GETPIPE_SZ);
    if (capacity == -1)
        die("fcntl");
    int blocks = capacity / PIPE_BUF + 1; // one more than there is room for

    if ((writer = fork()) == -1)
        die("fork");
    if (writer == 0) {
        if (close(p[0]) == -1)
            die("close in the writer");
        for (int i = 0; i < blocks; i++)
            if (write(p[1], block, sizeof block) != (ssize_t)sizeof block)
                die("write");
        printf("writer: the last block is in\n");
        exit(EXIT_SUCCESS);
    }
    if (close(p[1]) == -1)
        die("close in the reader");

    if (!is_blocked(writer, p[0], capacity)) {
        printf("reader: the writer does not block\n");
        close(p[0]); // should it still write, this ends it
        wait(NULL);
        return EXIT_FAILURE;
    }
    printf("reader: the pipe is full, and the writer sleeps (S)\n");

    // Room for one block: the kernel wakes the writer, which does not know that it has slept.
    printf("reader: takes one block\n");
    if (read(p[0], block, sizeof block) != (ssize_t)sizeof block)
        die("read");
    if (waitpid(writer, &status, 0) == -1)
        die("waitpid");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        return EXIT_FAILURE;
    printf("reader: the writer has ended, and the pipe is %s\n",
           bytes_in(p[0]) == capacity ? "full" : "not full");

    if (close(p[0]) == -1) // what is still in it is lost
        die("close of the read end");
    return EXIT_SUCCESS;
}
