// 4 lanes of arm64. vmaxq and vminq give NaN for NaN, so comparisons choose.
#pragma once
#include <arm_neon.h>
#include <cstdint>
#include <cstring>

namespace {
struct Lanes {
  static constexpr int W = 4;
  static constexpr int QUADS = 1;
  static constexpr int PANELS = 1;
  /** Input rows of 8 bits from which on tables of 8 rows pay. */
  static constexpr int TABLED_ROWS = 64;
  /** A register holds no table of 16 entries. */
  static constexpr bool PERMUTES = false;
  typedef float F __attribute__((vector_size(16)));
  typedef int32_t I __attribute__((vector_size(16)));
  typedef uint32_t U __attribute__((vector_size(16)));
  typedef int32_t Eight __attribute__((vector_size(32)));
  /** Eight numbers below 256 as bytes. */
  static uint64_t bytes(Eight x) {
    typedef uint8_t Bytes __attribute__((vector_size(8)));
    const Bytes all = __builtin_convertvector(x, Bytes);
    uint64_t word;
    std::memcpy(&word, &all, sizeof word);
    return word;
  }
  static F load(const float *p) { return (F)vld1q_f32(p); }
  /** Four neighbours from each address, `at` floats on. */
  static F loadFours(const float *const *p, int64_t at) { return load(p[0] + at); }
  static void store(float *p, F v) { vst1q_f32(p, (float32x4_t)v); }
  static F set(float x) { return (F)vdupq_n_f32(x); }
  static F fma(F a, F b, F c) { return (F)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b); }
  static F nearest(F x) { return (F)vrndnq_f32((float32x4_t)x); }
  static F sqrt(F x) { return (F)vsqrtq_f32((float32x4_t)x); }
  static F max(F a, F b) { return a > b ? a : b; }
  static F min(F a, F b) { return a < b ? a : b; }
  static uint32_t differ(F a, F b) {
    const U not_equal = (U)(a != b) & U{1, 2, 4, 8};
    return vaddvq_u32((uint32x4_t)not_equal);
  }
  template <int K>
  static U rotate(U x) {
    return (x << K) | (x >> (32 - K));
  }
  static void interleave(F a, F b, F c, F d, F (&out)[4]) {
    const float32x4x2_t ab = vtrnq_f32((float32x4_t)a, (float32x4_t)b), cd = vtrnq_f32((float32x4_t)c, (float32x4_t)d);
    out[0] = (F)vcombine_f32(vget_low_f32(ab.val[0]), vget_low_f32(cd.val[0]));
    out[1] = (F)vcombine_f32(vget_low_f32(ab.val[1]), vget_low_f32(cd.val[1]));
    out[2] = (F)vcombine_f32(vget_high_f32(ab.val[0]), vget_high_f32(cd.val[0]));
    out[3] = (F)vcombine_f32(vget_high_f32(ab.val[1]), vget_high_f32(cd.val[1]));
  }
  static void interleave(F a, F b, F c, F d, float *out) {
    const float32x4x4_t all = {{(float32x4_t)a, (float32x4_t)b, (float32x4_t)c, (float32x4_t)d}};
    vst4q_f32(out, all);
  }
};
}  // namespace
