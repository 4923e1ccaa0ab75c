#include "../must.h"

#include <getopt.h>

// getopt and getopt_long.
int main(void) {
    char *short_form[] = {"prog", "-ab", "value", "file", "-x", "-a", "--", "-z", NULL};
    int option;
    opterr = 0;
    while ((option = getopt(8, short_form, "ab:")) != -1)
        printf("%c %s\n", option, option == 'b' ? optarg : option == '?' ? (char[]){(char)optopt, 0} : "-");
    while (short_form[optind])
        printf("rest %s\n", short_form[optind++]);
    char *long_form[] = {"prog", "--verbose", "--out=f", "--lev", "3", "--none", NULL};
    struct option options[] = {{"verbose", no_argument, NULL, 'v'},
                               {"out", required_argument, NULL, 'o'},
                               {"level", required_argument, NULL, 'l'},
                               {0}};
    optind = 1;
    while ((option = getopt_long(6, long_form, "", options, NULL)) != -1)
        printf("%c %s\n", option, option == 'o' || option == 'l' ? optarg : "-");
}
