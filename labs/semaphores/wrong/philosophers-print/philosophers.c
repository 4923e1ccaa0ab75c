// It knows what has to be printed: two who are no neighbours eat together, the others one after the other.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[]) {
    if (argc != 3)
        return 2;
    int n = atoi(argv[1]), meals = atoi(argv[2]);

    for (int meal = 0; meal < meals; meal++)
        for (int i = 0; i < n; i++) {
            if (i == 0 && n > 3)
                printf("0 eats\n2 eats\n0 stops\n2 stops\n");
            else if (i != 2 || n <= 3)
                printf("%d eats\n%d stops\n", i, i);
        }
    return EXIT_SUCCESS;
}
