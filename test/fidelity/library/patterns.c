#include "../must.h"

#include <fnmatch.h>
#include <glob.h>
#include <sys/stat.h>
#include <wordexp.h>

// glob, fnmatch and wordexp, as a shell expands.
int main(void) {
    glob_t found;
    wordexp_t words;
    MUST(mkdir("globbed", 0700));
    for (int i = 0; i < 3; i++)
        close(MUST(open((const char *[]){"globbed/b.c", "globbed/a.c", "globbed/.h.c"}[i], O_CREAT | O_WRONLY,
                        0600)));
    printf("glob %d:", glob("globbed/*.c", 0, NULL, &found));
    for (size_t i = 0; i < found.gl_pathc; i++)
        printf(" %s", found.gl_pathv[i]);
    globfree(&found);
    printf("\nnone %d\n", glob("globbed/*.x", 0, NULL, &found) == GLOB_NOMATCH);
    printf("fnmatch %d %d %d\n", fnmatch("[a-c]?*", "bxy", 0) == 0, fnmatch("*", ".h", FNM_PERIOD) == 0,
           fnmatch("*.c", "a/b.c", FNM_PATHNAME) == 0);
    setenv("WHERE", "globbed", 1);
    printf("wordexp %d:", wordexp("$WHERE/?.c \"two words\" $((6 * 7)) ${NONE:-other}", &words, 0));
    for (size_t i = 0; i < words.we_wordc; i++)
        printf(" [%s]", words.we_wordv[i]);
    wordfree(&words);
    printf("\ncommand %d", wordexp("$(echo hello)", &words, 0));
    printf(" %s\n", words.we_wordv[0]);
    printf("not allowed %d\n", wordexp("$(echo hello)", &words, WRDE_NOCMD) == WRDE_CMDSUB);
    for (int i = 0; i < 3; i++)
        unlink((const char *[]){"globbed/b.c", "globbed/a.c", "globbed/.h.c"}[i]);
    rmdir("globbed");
}
