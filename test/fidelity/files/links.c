#include "../must.h"

#include <limits.h>
#include <sys/stat.h>

// Names: hard, symbolic, renamed, removed while open.
int main(void) {
    struct stat about;
    char text[PATH_MAX] = "";
    int fd = MUST(open("one", O_RDWR | O_CREAT, 0640));
    MUST(link("one", "two"));
    MUST(symlink("two", "three"));
    MUST(stat("three", &about));
    printf("links %d, through the link a file %d\n", (int)about.st_nlink, S_ISREG(about.st_mode));
    MUST(lstat("three", &about));
    printf("the link %d, %d %s\n", S_ISLNK(about.st_mode), (int)readlink("three", text, sizeof text), text);
    MUST(rename("one", "two"));
    printf("same file, so both stay %d\n", access("one", F_OK));
    MUST(unlink("one"));
    MUST(unlink("two"));
    printf("dangling: %s\n", failure(open("three", O_RDONLY)));
    MUST(write(fd, "still", 5));
    MUST(fstat(fd, &about));
    printf("no name, %d links, %d bytes\n", (int)about.st_nlink, (int)about.st_size);
    MUST(symlink("loop", "loop"));
    printf("loop: %s, not followed: %s\n", failure(open("loop", O_RDONLY)),
           failure(open("loop", O_RDONLY | O_NOFOLLOW)));
    MUST(mkdir("folder", 0700));
    MUST(chdir("folder"));
    MUST(mkdir("inner", 0700));
    printf("%s\n", strrchr(getcwd(text, sizeof text), '/'));
    printf("%s\n", strrchr(realpath("../folder/inner/..", text), '/'));
    MUST(chdir(".."));
    printf("not empty: %s\n", failure(rmdir("folder")));
    rmdir("folder/inner");
    rmdir("folder");
    unlink("three");
    unlink("loop");
    printf("a folder: %s\n", failure(unlink("/tmp/.")));
}
