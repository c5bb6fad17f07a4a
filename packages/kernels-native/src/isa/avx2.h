// 8 lanes; the fused variant is compiled with FMA.
#pragma once
#include <immintrin.h>
#include <cstdint>

namespace {
struct Lanes {
  static constexpr int W = 8;
  static constexpr int QUADS = 1;
  static constexpr int PANELS = 1;
  /** Input rows of 8 bits from which on tables of 8 rows pay. */
  static constexpr int TABLED_ROWS = 64;
  /** A register holds no table of 16 entries. */
  static constexpr bool PERMUTES = false;
  typedef float F __attribute__((vector_size(32)));
  typedef int32_t I __attribute__((vector_size(32)));
  typedef uint32_t U __attribute__((vector_size(32)));
  typedef I Eight;
  /** Eight numbers below 256 as bytes. */
  static uint64_t bytes(Eight x) {
    const __m128i shorts = _mm_packus_epi32(_mm256_castsi256_si128((__m256i)x), _mm256_extracti128_si256((__m256i)x, 1));
    return static_cast<uint64_t>(_mm_cvtsi128_si64(_mm_packus_epi16(shorts, shorts)));
  }
  static F load(const float *p) { return (F)_mm256_loadu_ps(p); }
  /** Four neighbours from each address, `at` floats on. */
  static F loadFours(const float *const *p, int64_t at) {
    return (F)_mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(p[0] + at)), _mm_loadu_ps(p[1] + at), 1);
  }
  static void store(float *p, F v) { _mm256_storeu_ps(p, (__m256)v); }
  static F set(float x) { return (F)_mm256_set1_ps(x); }
#ifdef __FMA__
  static F fma(F a, F b, F c) { return (F)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c); }
#else
  static F fma(F a, F b, F c) { return a * b + c; }
#endif
  static F nearest(F x) {
    return (F)_mm256_round_ps((__m256)x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  }
  static F sqrt(F x) { return (F)_mm256_sqrt_ps((__m256)x); }
  static F max(F a, F b) { return (F)_mm256_max_ps((__m256)a, (__m256)b); }
  static F min(F a, F b) { return (F)_mm256_min_ps((__m256)a, (__m256)b); }
  static uint32_t differ(F a, F b) {
    return _mm256_movemask_ps(_mm256_cmp_ps((__m256)a, (__m256)b, _CMP_NEQ_UQ));
  }
  template <int K>
  static U rotate(U x) {
    return (x << K) | (x >> (32 - K));
  }
  static void interleave(F a, F b, F c, F d, F (&out)[4]) {
    const __m256 ab = _mm256_unpacklo_ps((__m256)a, (__m256)b), AB = _mm256_unpackhi_ps((__m256)a, (__m256)b);
    const __m256 cd = _mm256_unpacklo_ps((__m256)c, (__m256)d), CD = _mm256_unpackhi_ps((__m256)c, (__m256)d);
    const auto low = [](__m256 x, __m256 y) { return _mm256_shuffle_ps(x, y, 0x44); };
    const auto high = [](__m256 x, __m256 y) { return _mm256_shuffle_ps(x, y, 0xee); };
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
