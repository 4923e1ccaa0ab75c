#include "../must.h"

#include <ctype.h>
#include <limits.h>
#include <strings.h>

// Text: numbers from it, pieces of it, comparing.
int main(void) {
    char *end, text[] = "a=1;b=2;;c", *save, *rest = text;
    printf("%ld %ld %d\n", strtol("0x1f", NULL, 0), strtol("077z", &end, 8),
           strtoul("-1", NULL, 10) == ULONG_MAX);
    printf("%s\n", end);
    errno = 0;
    printf("%d", strtol("99999999999999999999", NULL, 10) == LONG_MAX);
    printf(" %s\n", strerrorname_np(errno));
    printf("%.3f %g\n", strtod("1.5e3x", &end), atof(".25"));
    printf("%s\n", strtok_r(text, "=", &save));
    printf("%s\n", strtok_r(NULL, ";", &save));
    while ((end = strsep(&save, ";")))
        printf("[%s]", end);
    printf(" %d\n", rest == text);
    printf("%d %d %d\n", strcasecmp("ABC", "abd") < 0, strncmp("abc", "abd", 2), memcmp("a", "b", 1) < 0);
    printf("%s %s %s\n", strstr("haystack", "st"), strrchr("a/b/c", '/'), strpbrk("key: v", ":"));
    printf("%d %d\n", (int)strspn("123abc", "0123456789"), (int)strcspn("abc,d", ","));
    printf("%d %d %c\n", isalpha('x') != 0, isspace('x') != 0, toupper('q'));
    printf("%s\n", strsignal(SIGSEGV));
    printf("%s\n", strerror(ENOENT));
    char copy[8] = "";
    strncat(copy, "concatenate", 6);
    printf("%s\n", copy);
    *(char *)mempcpy(copy, "xy", 2) = '!';
    printf("%s\n", copy);
    printf("%d\n", strverscmp("v9", "v10") < 0);
}
