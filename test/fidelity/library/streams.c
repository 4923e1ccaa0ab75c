#include "../must.h"

static const char *volatile longer = "longer";

// stdio: buffers, memory streams, seeking, pushing back.
int main(void) {
    char *text = NULL, word[16];
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    fprintf(memory, "%05d|%-6s|%+.2f|%x|%%|%c", 42, "left", 3.14159, 255, 'z');
    fclose(memory);
    printf("%s (%d)\n", text, (int)size);
    free(text);
    FILE *file = tmpfile();
    fputs("first line\nsecond 2 0x1f\n", file);
    rewind(file);
    printf("%ld ", ftell(file));
    char *line = NULL;
    size = 0;
    printf("%d ", (int)getline(&line, &size, file));
    int number, hex;
    printf("%d", fscanf(file, "%15s %d %i", word, &number, &hex));
    printf(" %s %d %d\n", word, number, hex);
    printf("%d", fgetc(file));
    printf(" %d", fgetc(file));
    printf(" end %d\n", feof(file) != 0);
    fseek(file, -3, SEEK_END);
    ungetc('!', file);
    printf("%c", fgetc(file));
    printf("%c\n", fgetc(file));
    int consumed;
    printf("%d", sscanf("12abc", "%d%n", &number, &consumed));
    printf(" %d\n", consumed);
    printf("%d\n", snprintf(word, 4, "%s", longer));
    printf("%s\n", word);
    FILE *fixed = fmemopen(word, sizeof word, "r");
    printf("%c %d\n", fgetc(fixed), fileno(fixed) == -1);
    char *duplicate;
    printf("%d", asprintf(&duplicate, "%d-%s", 7, "seven"));
    printf(" %s\n", duplicate);
}
