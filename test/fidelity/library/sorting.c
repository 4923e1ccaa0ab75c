#include "../must.h"

#include <search.h>

// qsort, bsearch, tables and trees.
static int compare(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

static int sum;

static void visit(const void *node, VISIT when, int depth) {
    (void)depth;
    if (when == postorder || when == leaf)
        sum = sum * 3 + **(int *const *)node;
}

int main(void) {
    int numbers[] = {5, 3, 9, 1, 7}, wanted = 7;
    void *tree = NULL;
    for (int i = 0; i < 5; i++)
        tsearch(&numbers[i], &tree, compare);
    twalk(tree, visit);
    printf("in order %d, found %d\n", sum, **(int **)tfind(&wanted, &tree, compare));
    qsort(numbers, 5, sizeof *numbers, compare);
    for (int i = 0; i < 5; i++)
        printf("%d ", numbers[i]);
    printf("at %d\n", (int)((int *)bsearch(&wanted, numbers, 5, sizeof wanted, compare) - numbers));
    hcreate(10);
    hsearch((ENTRY){"key", "value"}, ENTER);
    printf("%s %d\n", (char *)hsearch((ENTRY){"key", NULL}, FIND)->data,
           hsearch((ENTRY){"none", NULL}, FIND) == NULL);
    hdestroy();
    srand(7);
    int first = rand();
    srand(7);
    printf("repeats %d\n", rand() == first);
    unsigned short seed[3] = {1, 2, 3};
    printf("%.6f\n", erand48(seed));
}
