#include "../must.h"

#include <langinfo.h>
#include <locale.h>
#include <wchar.h>
#include <wctype.h>

// UTF-8 as anywhere, and the plain locale.
int main(void) {
    wchar_t wide[16];
    char back[32];
    printf("C: %s\n", setlocale(LC_ALL, "C"));
    printf("no such: %d\n", setlocale(LC_ALL, "xx_XX.UTF-8") == NULL);
    printf("UTF-8: %s\n", setlocale(LC_ALL, "C.UTF-8"));
    printf("%s\n", nl_langinfo(CODESET));
    printf("characters %d\n", (int)mbstowcs(wide, "Größe €", 16));
    printf("last one %d bytes\n", wctomb(back, wide[6]));
    wide[0] = (wchar_t)towupper((wint_t)wide[2]);
    printf("upper case %d, a letter %d\n", wide[0] == 0xd6, iswalpha((wint_t)wide[2]) != 0);
    printf("%ls|%5ls|\n", wide + 1, L"é");
    printf("width %d\n", wcswidth(L"漢字", 2));
    printf("wrong: %s\n", failure((intptr_t)mbstowcs(wide, "\xff", 16)));
    printf("decimal point %s\n", localeconv()->decimal_point);
    locale_t plain = newlocale(LC_ALL_MASK, "C", NULL);
    printf("of a thread %d\n", uselocale(plain) != NULL && MB_CUR_MAX == 1);
}
