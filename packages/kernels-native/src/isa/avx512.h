// 16 lanes. docs/numerics.md section 12: max(a, b) = a > b ? a : b and min alike, so NaN gives b.
#pragma once
#include <immintrin.h>
#include <cstdint>

namespace {
struct Lanes {
  static constexpr int W = 16;
#ifdef HALVES
  /**
   * Where 512 bits take two steps: multiplications and additions that alternate one by one keep both kinds of units busy, as those of
   * one panel do, and several panels do not.
   */
  static constexpr int QUADS = 3;
  static constexpr int PANELS = 1;
  /** Input rows of 8 bits from which on tables of 8 rows pay. */
  static constexpr int TABLED_ROWS = 64;
#else
  static constexpr int QUADS = 2;
  static constexpr int PANELS = 3;
  /** Input rows of 8 bits from which on tables of 8 rows are ahead of permutations. */
  static constexpr int TABLED_ROWS = 128;
#endif
  typedef float F __attribute__((vector_size(64)));
  typedef int32_t I __attribute__((vector_size(64)));
  typedef uint32_t U __attribute__((vector_size(64)));
  typedef int32_t Eight __attribute__((vector_size(32)));
  /** Eight numbers below 256 as bytes. */
  static uint64_t bytes(Eight x) { return static_cast<uint64_t>(_mm_cvtsi128_si64(_mm256_cvtepi32_epi8((__m256i)x))); }
  static F load(const float *p) { return (F)_mm512_loadu_ps(p); }
  /** Four neighbours from each address, `at` floats on. */
  static F loadFours(const float *const *p, int64_t at) {
    const auto two = [=](const float *const *q) {
      return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(q[0] + at)), _mm_loadu_ps(q[1] + at), 1);
    };
    return (F)_mm512_insertf32x8(_mm512_castps256_ps512(two(p)), two(p + 2), 1);
  }
  static void store(float *p, F v) { _mm512_storeu_ps(p, (__m512)v); }
  static U loadWords(const uint32_t *p) { return (U)_mm512_loadu_si512(p); }
  static F set(float x) { return (F)_mm512_set1_ps(x); }
  static F fma(F a, F b, F c) { return (F)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c); }
  static F nearest(F x) {
    return (F)_mm512_roundscale_ps((__m512)x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  }
  static F sqrt(F x) { return (F)_mm512_sqrt_ps((__m512)x); }
  static F max(F a, F b) { return (F)_mm512_max_ps((__m512)a, (__m512)b); }
  static F min(F a, F b) { return (F)_mm512_min_ps((__m512)a, (__m512)b); }
  /** A register is a table of 16 entries: lane i takes entry index[i] % 16. */
  static constexpr bool PERMUTES = true;
  /** Keeps a value in a register: the compiler does not read it from memory again. */
  static void keep(F &value) { __asm__("" : "+v"(value)); }
  static F permute(F table, U index) { return (F)_mm512_permutexvar_ps((__m512i)index, (__m512)table); }
  /** a + b by the units of fused multiply-add, whose product with 1 is exact: permutations and additions leave them idle. */
  static F sum(F a, F b) {
    const __m512 one = _mm512_set1_ps(1);
    return (F)_mm512_fmadd_ps((__m512)a, one, (__m512)b);
  }
  /** Bit i where lane i differs. */
  static uint32_t differ(F a, F b) { return _mm512_cmp_ps_mask((__m512)a, (__m512)b, _CMP_NEQ_UQ); }
  template <int K>
  static U rotate(U x) {
    return (U)_mm512_rol_epi32((__m512i)x, K);
  }
  /** Numbers of four vectors by block, the blocks in the order of `blockOf`. */
  static void interleave(F a, F b, F c, F d, F (&out)[4]) {
    const __m512 ab = _mm512_unpacklo_ps((__m512)a, (__m512)b), AB = _mm512_unpackhi_ps((__m512)a, (__m512)b);
    const __m512 cd = _mm512_unpacklo_ps((__m512)c, (__m512)d), CD = _mm512_unpackhi_ps((__m512)c, (__m512)d);
    const auto low = [](__m512 x, __m512 y) {
      return _mm512_castpd_ps(_mm512_unpacklo_pd(_mm512_castps_pd(x), _mm512_castps_pd(y)));
    };
    const auto high = [](__m512 x, __m512 y) {
      return _mm512_castpd_ps(_mm512_unpackhi_pd(_mm512_castps_pd(x), _mm512_castps_pd(y)));
    };
    out[0] = (F)low(ab, cd);
    out[1] = (F)high(ab, cd);
    out[2] = (F)low(AB, CD);
    out[3] = (F)high(AB, CD);
  }
  static void interleave(F a, F b, F c, F d, float *out) {
    F all[4];
    interleave(a, b, c, d, all);
    for (int i = 0; i < 4; i++) store(out + i * W, all[i]);
  }
};
}  // namespace
