#include "../must.h"

#include <complex.h>
#include <tgmath.h>

// Complex numbers and functions for each type.
int main(void) {
    double complex i = I, z = 3 + 4 * I;
    printf("%.1f %.1f\n", creal(i * i), cimag(i * i));
    printf("%.1f %.4f\n", cabs(z), carg(z));
    printf("%.1f %.1f\n", creal(conj(z)), cimag(conj(z)));
    double complex root = csqrt(-4);
    printf("%.1f %.1f\n", creal(root), cimag(root));
    printf("%.4f %d\n", sqrt(2.0), (int)sizeof(sqrt(2.0f)));
}
