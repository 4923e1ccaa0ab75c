#include "../must.h"

#include <dirent.h>
#include <ftw.h>
#include <sys/stat.h>

// Reading folders, walking through them, names that are relative to one.
static int files, folders;

static int visit(const char *path, const struct stat *about, int kind, struct FTW *where) {
    (void)path;
    (void)about;
    (void)where;
    files += kind == FTW_F;
    folders += kind == FTW_DP;
    return 0;
}

int main(void) {
    struct dirent **names;
    MUST(mkdir("tree", 0700));
    int tree = MUST(open("tree", O_RDONLY | O_DIRECTORY));
    MUST(mkdirat(tree, "branch", 0700));
    for (int i = 0; i < 3; i++)
        close(MUST(openat(tree, (const char *[]){"c", "a", "branch/b"}[i], O_CREAT | O_WRONLY, 0600)));
    int count = MUST(scandir("tree", &names, NULL, alphasort));
    for (int i = 0; i < count; i++)
        printf("%s%s", names[i]->d_name, i + 1 < count ? " " : "\n");
    MUST(nftw("tree", visit, 5, FTW_PHYS | FTW_DEPTH));
    printf("files %d folders %d\n", files, folders);
    struct stat about;
    MUST(fstatat(tree, "branch/b", &about, 0));
    printf("size %d, exists %d\n", (int)about.st_size, faccessat(tree, "a", R_OK, 0));
    MUST(renameat2(tree, "a", tree, "c", RENAME_EXCHANGE));
    printf("kept: %s\n", failure(renameat2(tree, "a", tree, "c", RENAME_NOREPLACE)));
    DIR *folder = opendir("tree");
    int seen = 0;
    while (readdir(folder))
        seen++;
    rewinddir(folder);
    printf("entries %d, again %d\n", seen, readdir(folder) != NULL);
    closedir(folder);
    unlinkat(tree, "a", 0);
    unlinkat(tree, "c", 0);
    unlinkat(tree, "branch/b", 0);
    unlinkat(tree, "branch", AT_REMOVEDIR);
    printf("removed %d\n", rmdir("tree"));
}
