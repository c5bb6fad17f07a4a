/* One float32 product after another by the BLAS of this machine: reads "rows inputs outputs pass" lines, answers the processor seconds
   of one call, or with an argument its seconds by the clock; no rows ask for the peak of the core. Matrices are row-major; with pass = 1 a separate pass quantises the sums and adds them up, as a simulator without fused
   kernels does. */
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static clockid_t by = CLOCK_PROCESS_CPUTIME_ID;

static double seconds(void) {
  struct timespec t;
  clock_gettime(by, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static float *filled(long count) {
  float *values = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
  for (long i = 0; i < count; i++) values[i] = (float)((i * 2654435761u) % 256);
  return values;
}

__attribute__((noinline)) static void convert(const float *sums, float *out, long count, float scale) {
  for (long i = 0; i < count; i++) {
    float t = nearbyintf(sums[i] / scale);
    t = t < -127 ? -127 : t > 127 ? 127 : t;
    out[i] += t * scale;
  }
}

/** Seconds of a thousand million operations in a loop of fused multiply-adds on registers: what no kernel of this core can beat. */
static double peak(void) {
  typedef float Lanes __attribute__((vector_size(64)));
  Lanes sum[12] = {{0}}, factor, addend;
  for (int i = 0; i < 16; i++) factor[i] = 0.999f, addend[i] = (float)i;
  const long turns = 1000000000 / (12 * 16 * 2);
  const double start = seconds();
  for (long turn = 0; turn < turns; turn++) {
    for (int i = 0; i < 12; i++) sum[i] = sum[i] * factor + addend;
  }
  const double taken = seconds() - start;
  for (int i = 0; i < 12; i++) __asm__ volatile("" : : "m"(sum[i]));
  return taken;
}

int main(int count, char **arguments) {
  (void)arguments;
  if (count > 1) by = CLOCK_MONOTONIC;
  long m, k, n, pass, of[3] = {0, 0, 0};
  float *a = NULL, *b = NULL, *c = NULL, *d = NULL;
  while (scanf("%ld %ld %ld %ld", &m, &k, &n, &pass) == 4) {
    if (m == 0) {
      printf("%.9f\n", peak());
      fflush(stdout);
      continue;
    }
    if (m != of[0] || k != of[1] || n != of[2]) {
      free(a), free(b), free(c), free(d);
      a = filled(m * k), b = filled(k * n), c = filled(m * n), d = filled(m * n);
      of[0] = m, of[1] = k, of[2] = n;
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, 0, c, n);
    }
    const double start = seconds();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, 0, c, n);
    if (pass) convert(c, d, m * n, 1000.0f * k);
    printf("%.9f\n", seconds() - start);
    fflush(stdout);
  }
  return 0;
}
