#include "../must.h"

#include <sys/stat.h>

// Modes and the mask; who may not.
int main(void) {
    struct stat about;
    if (geteuid() == 0)
        MUST(chmod(".", 0777) | setegid(65534) | seteuid(65534));
    umask(027);
    int fd = MUST(open("mine", O_RDWR | O_CREAT | O_EXCL, 0666));
    MUST(fstat(fd, &about));
    printf("mode %o\n", (unsigned)(about.st_mode & 07777));
    MUST(fchmod(fd, 0));
    printf("still open %d, again: %s\n", (int)write(fd, "x", 1), failure(open("mine", O_RDONLY)));
    printf("exclusive: %s\n", failure(open("mine", O_CREAT | O_EXCL, 0600)));
    printf("system: %s\n", open("/etc/passwd", O_WRONLY) == -1 ? "refused" : "opened");
    MUST(chmod("mine", 04711));
    MUST(stat("mine", &about));
    printf("mode %o, execute only: %s\n", (unsigned)(about.st_mode & 07777), failure(open("mine", O_RDONLY)));
    printf("given away: %s\n", failure(chown("mine", 0, 0)));
    MUST(mkdir("closed", 0100));
    printf("not read: %s\n", failure(open("closed", O_RDONLY)));
    printf("not written: %s\n", failure(open("closed/x", O_CREAT | O_WRONLY, 0600)));
    struct timespec times[2] = {{1000, 500}, {2000, 600}};
    MUST(utimensat(AT_FDCWD, "mine", times, 0));
    MUST(stat("mine", &about));
    printf("times %d %d\n", (int)about.st_atim.tv_sec, (int)about.st_mtim.tv_sec);
    rmdir("closed");
    unlink("mine");
}
