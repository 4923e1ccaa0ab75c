#include "../must.h"

#include <fenv.h>
#include <float.h>
#include <math.h>

// -lm, rounding, what is no number.
int main(void) {
    volatile double zero = 0, two = 2, third = 1 / 3.0;
    printf("%.6f %.6f %.6f %.6f\n", sqrt(two), sin(1), exp(1), pow(two, 0.5));
    printf("%.3f %.3f %.3f\n", log(10), log2(8), atan2(1, -1));
    printf("%d %d %d\n", isnan(zero / zero) != 0, isinf(1 / zero) != 0, signbit(-zero) != 0);
    printf("%.0f %.0f %.0f %.0f %.0f\n", floor(-1.5), ceil(-1.5), round(-1.5), trunc(-1.5), rint(2.5));
    printf("%ld %.2f %.2f\n", lround(2.5), fmod(7.5, 2), remainder(7.5, 2));
    int exponent;
    double fraction = frexp(40, &exponent);
    printf("%.3f %d %.1f %.2f\n", fraction, exponent, ldexp(0.75, 3), hypot(3, 4));
    fesetround(FE_UPWARD);
    volatile double up = 1 / (two + 1);
    fesetround(FE_TONEAREST);
    printf("rounded up %d\n", up > third);
    feclearexcept(FE_ALL_EXCEPT);
    volatile double divided = 1 / zero;
    printf("divided by zero %d %d\n", fetestexcept(FE_DIVBYZERO) != 0, isinf(divided) != 0);
    printf("%.4f %.4f %d\n", tgamma(5), erf(0.5), DBL_DIG);
    printf("%a %.3e %g\n", 0.15625, 12345.678, 1e-7);
}
