#include "../must.h"

#include <iconv.h>

// From one encoding to another.
static void convert(const char *to, const char *from, char *text, size_t size) {
    char out[32];
    char *at = out;
    size_t left = sizeof out;
    iconv_t converter = iconv_open(to, from);
    if (converter == (iconv_t)-1) {
        printf("%s: %s\n", to, strerrorname_np(errno));
        return;
    }
    size_t result = iconv(converter, &text, &size, &at, &left);
    printf("%s %s:", to, result == (size_t)-1 ? strerrorname_np(errno) : "done");
    for (char *byte = out; byte < at; byte++)
        printf(" %02x", (unsigned char)*byte);
    printf("\n");
    iconv_close(converter);
}

int main(void) {
    convert("UTF-16LE", "UTF-8", "a€", 4);
    convert("UTF-8", "UTF-16BE", "\0A\x20\xac", 4);
    convert("UCS-4LE", "UTF-8", "z", 1);
    convert("ASCII", "UTF-8", "\xc3\xa9", 2);
    convert("UTF-16LE", "UTF-8", "\xc3", 1);
    convert("no-such-set", "UTF-8", "a", 1);
}
