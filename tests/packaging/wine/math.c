/* For tests only. Wine 10's C library lacks the parts of a complex number that NumPy imports; all
 * else is handed on to it, see math_shim in wine_system.py. */
typedef struct { float re, im; } complex_float;
typedef struct { double re, im; } complex_double;

float crealf(complex_float z) { return z.re; }
float cimagf(complex_float z) { return z.im; }
double creal(complex_double z) { return z.re; }
double cimag(complex_double z) { return z.im; }

int DllMain(void *self, unsigned reason, void *reserved)
{
    (void)self, (void)reason, (void)reserved;
    return 1;
}
