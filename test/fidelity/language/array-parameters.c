#include "../must.h"

// Parameters whose length is an earlier parameter, and literals of UTF-8.
static int total(int rows, int columns, int numbers[rows][columns]) {
    int sum = 0;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++)
            sum += numbers[i][j];
    return sum;
}

static int at_least(int numbers[static 3]) {
    return numbers[2];
}

int main(void) {
    int numbers[2][3] = {{1, 2, 3}, {4, 5, 6}};
    printf("%d %d\n", total(2, 3, numbers), at_least(numbers[1]));
    printf("%d\n", (int)strlen(u8"ü"));
}
