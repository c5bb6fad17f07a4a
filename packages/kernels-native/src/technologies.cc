// Which instruction sets this processor has. AVX-512 has other blocks where it runs as two halves.
#include "technologies.h"

namespace {
/** The same with contracted sums. */
[[maybe_unused]] Technology fused(Technology of, const char *name, int64_t (*pass)(const Pass &)) {
  of.name = name;
  of.pass = pass;
  return of;
}
}  // namespace

#if defined(__x86_64__)
#include <cpuid.h>
extern const Technology avx2, avx512, avx512_halves;
int64_t avx2_fused(const Pass &);
int64_t avx512_fused(const Pass &);

namespace {
/** AMD processors before family 26 execute 512 bits in two steps. */
bool halves() {
  unsigned a, b, c, d;
  if (!__get_cpuid(0, &a, &b, &c, &d) || b != signature_AMD_ebx) return false;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
  return ((a >> 8) & 15) + ((a >> 20) & 255) < 26;
}

std::vector<Technology> found() {
  __builtin_cpu_init();
  std::vector<Technology> all;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw")) {
    const bool second = halves();
    all = {second ? avx512_halves : avx512, fused(avx512, "avx512, fused", avx512_fused),
           second ? avx512 : avx512_halves};
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) {
    all.push_back(avx2);
    if (__builtin_cpu_supports("fma")) all.push_back(fused(avx2, "avx2, fused", avx2_fused));
  }
  return all;
}
}  // namespace
#elif defined(__aarch64__)
extern const Technology neon;
int64_t neon_fused(const Pass &);

namespace {
std::vector<Technology> found() { return {neon, fused(neon, "neon, fused", neon_fused)}; }
}  // namespace
#else
namespace {
std::vector<Technology> found() { return {}; }
}  // namespace
#endif

const std::vector<Technology> &technologies() {
  static const std::vector<Technology> all = found();
  return all;
}
