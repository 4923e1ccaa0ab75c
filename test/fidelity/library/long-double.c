#include "../must.h"

#include <float.h>
#include <math.h>

// 80 bits, in constants, from text, in print.
int main(void) {
    long double third = 1.0L / 3, epsilon = 1.0L;
    while (1.0L + epsilon / 2 > 1.0L)
        epsilon /= 2;
    printf("%.20Lf\n", third);
    printf("digits %d, epsilon right %d\n", LDBL_DIG, epsilon == LDBL_EPSILON);
    printf("%.18Lf\n", strtold("3.14159265358979323846", NULL));
    printf("%.15Lf %.15Lf\n", sqrtl(2), powl(2, 0.25L));
    printf("larger than double %d\n", isfinite(LDBL_MAX) && LDBL_MAX > DBL_MAX);
    long double read = 0;
    printf("%d", sscanf("12.25 x", "%Lf", &read));
    printf(" %.2Lf\n", read);
}
