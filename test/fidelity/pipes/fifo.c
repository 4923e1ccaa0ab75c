#include "../must.h"

#include <sys/stat.h>

// A name for a pipe: opening waits for the other side unless told not to.
int main(void) {
    char text[8] = "";
    MUST(mkfifo("channel", 0644));
    printf("again: %s\n", failure(mkfifo("channel", 0644)));
    struct stat about;
    MUST(stat("channel", &about));
    printf("FIFO %d mode %o\n", S_ISFIFO(about.st_mode), (unsigned)(about.st_mode & 0777));
    printf("writer without a reader: %s\n", failure(open("channel", O_WRONLY | O_NONBLOCK)));
    pid_t child = fork_child();
    if (child == 0) {
        int out = MUST(open("channel", O_WRONLY));
        MUST(write(out, "hello", 5));
        _exit(0);
    }
    int in = MUST(open("channel", O_RDONLY));
    printf("%d %s, child %d\n", MUST(read(in, text, 7)), text, ended(child));
    printf("end %d, seek %s\n", MUST(read(in, text, 7)), failure(lseek(in, 0, SEEK_SET)));
    MUST(unlink("channel"));
}
