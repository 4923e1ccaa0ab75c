#include "../must.h"

#include <regex.h>

// Matches and where they are.
int main(void) {
    regex_t expression;
    regmatch_t places[3];
    const char *texts[] = {"port=8080", "name=x", "port = 7", ""};
    printf("compiled %d\n", regcomp(&expression, "^([a-z]+) *= *([0-9]+)$", REG_EXTENDED));
    printf("groups %d\n", (int)expression.re_nsub);
    for (int i = 0; i < 4; i++) {
        if (regexec(&expression, texts[i], 3, places, 0) == 0)
            printf("%.*s at %d to %d\n", places[2].rm_eo - places[2].rm_so, texts[i] + places[2].rm_so,
                   places[2].rm_so, places[2].rm_eo);
        else
            printf("no match\n");
    }
    regfree(&expression);
    char message[64];
    int error = regcomp(&expression, "(", REG_EXTENDED);
    regerror(error, &expression, message, sizeof message);
    printf("%s\n", message);
    regcomp(&expression, "HELLO", REG_ICASE | REG_NOSUB);
    printf("%d\n", regexec(&expression, "well, hello", 0, NULL, 0));
    regfree(&expression);
}
