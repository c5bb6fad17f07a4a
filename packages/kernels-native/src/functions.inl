// The float32 functions of docs/numerics.md sections 2 to 9, operation by operation, on lanes.

typedef Lanes::I I;
typedef Lanes::U U;

static inline F single(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return Lanes::set(value);
}

static inline F asFloats(U bits) { return (F)bits; }
static inline U asBits(F values) { return (U)values; }
static inline F toFloats(I x) { return __builtin_convertvector(x, F); }
static inline U every(uint32_t x) { return U{} + x; }
static inline F choose(I condition, F yes, F no) { return condition ? yes : no; }

/** float32(w) * 2^-32 + 2^-33; the conversion rounds once. */
static inline F uniformOf(U w) {
  const F value = toFloats((I)(w >> 16)) * Lanes::set(65536.0f) + toFloats((I)(w & 65535u));
  return value * single(0x2f800000) + single(0x2f000000);
}

/** Of positive normal numbers. */
static inline F log32(F x) {
  const F one = Lanes::set(1.0f), half = Lanes::set(0.5f);
  const U b = asBits(x) + (0x3f800000u - 0x3f3504f3u);
  const F e = toFloats(((I)b >> 23) - 127);
  const F g = asFloats((b & 0x7fffffu) + 0x3f3504f3u) - one;
  const F s = g / (Lanes::set(2.0f) + g);
  const F z = s * s, w = z * z;
  const F even = w * (single(0x3eccce13) + w * single(0x3e789e26));
  const F odd = z * (single(0x3f2aaaaa) + w * single(0x3e91e9ee));
  const F h = (half * g) * g;
  const F t = s * (h + (odd + even));
  return (((t + e * single(0x3717f7d1)) - h) + g) + e * single(0x3f317180);
}

static inline F exp32(F x) {
  const F most = Lanes::set(89.0f), least = Lanes::set(-104.0f), shift = Lanes::set(12582912.0f);
  const F c = choose(x > most, most, choose(x < least, least, x));
  const F n = (c * single(0x3fb8aa3b) + shift) - shift;
  const F r = (c - n * single(0x3f318000)) - n * single(0xb95e8083);
  const F z = r * r;
  F p = single(0x39506967);
  for (const uint32_t term : {0x3ab743ceu, 0x3c088908u, 0x3d2aa9c1u, 0x3e2aaaaau, 0x3f000000u})
    p = p * r + single(term);
  const F y = (p * z + r) + Lanes::set(1.0f);
  const I whole = __builtin_convertvector(choose(n == n, n, Lanes::set(0.0f)), I);
  const I a = whole >> 1;
  return (y * asFloats((U)((a + 127) << 23))) * asFloats((U)((whole - a + 127) << 23));
}

static inline F tanh32(F x) {
  const F a = asFloats(asBits(x) & 0x7fffffffu);
  const F z = a * a;
  F t = single(0xbbbaf0ea);
  for (const uint32_t term : {0x3ca9134eu, 0xbd5c1e2du, 0x3e088393u, 0xbeaaaa99u}) t = t * z + single(term);
  const F small = (t * z) * a + a;
  const F one = Lanes::set(1.0f);
  const F large = one - Lanes::set(2.0f) / (exp32(a + a) + one);
  const F magnitude = choose(a < Lanes::set(0.625f), small, large);
  return asFloats((asBits(magnitude) & 0x7fffffffu) | (asBits(x) & 0x80000000u));
}

/** Cosine and sine of x / 2^32 of a turn, times a radius. */
static inline void polar(F radius, U x, F &cosines, F &sines) {
  const U q = (x + 0x20000000u) >> 30;
  const F a = toFloats((I)(x - (q << 30))) * single(0x30c90fdb);
  const F z = a * a;
  const F sine = (((single(0xb94ca1f9) * z + single(0x3c08839e)) * z + single(0xbe2aaaa3)) * z) * a + a;
  const F cosine = ((((single(0x37ccf5ce) * z + single(0xbab6061a)) * z + single(0x3d2aaaa5)) * z) * z -
                    Lanes::set(0.5f) * z) +
                   Lanes::set(1.0f);
  const I odd = (I)((q & 1u) == 1u);
  const F c = choose(odd, sine, cosine), s = choose(odd, cosine, sine);
  // Quarters: cos is negative in 1 and 2, sin in 2 and 3.
  const U cosineSign = ((q ^ (q >> 1)) & 1u) << 31;
  const U sineSign = (q >> 1) << 31;
  cosines = radius * asFloats(asBits(c) ^ cosineSign);
  sines = radius * asFloats(asBits(s) ^ sineSign);
}

/** A key prepared for the rounds: the words added before them and after every fourth one. */
struct Schedule {
  uint32_t words[6][4];
};

static Schedule scheduleOf(const uint32_t *key) {
  const uint32_t all[5] = {key[0], key[1], key[2], key[3], 0x1bd11bdau ^ key[0] ^ key[1] ^ key[2] ^ key[3]};
  Schedule schedule;
  for (uint32_t s = 0; s < 6; s++)
    for (uint32_t i = 0; i < 4; i++) schedule.words[s][i] = all[(s + i) % 5] + (i == 3 ? s : 0);
  return schedule;
}

template <int A, int B>
static inline void evenRound(U (&x)[4]) {
  x[0] += x[1];
  x[1] = Lanes::rotate<A>(x[1]) ^ x[0];
  x[2] += x[3];
  x[3] = Lanes::rotate<B>(x[3]) ^ x[2];
}

template <int A, int B>
static inline void oddRound(U (&x)[4]) {
  x[0] += x[3];
  x[3] = Lanes::rotate<A>(x[3]) ^ x[0];
  x[2] += x[1];
  x[1] = Lanes::rotate<B>(x[1]) ^ x[2];
}

static inline void inject(U (&x)[4], const uint32_t (&words)[4]) {
  for (int i = 0; i < 4; i++) x[i] += words[i];
}

/** Encrypts the counters of W blocks. */
static inline void threefry(const Schedule &schedule, U (&x)[4]) {
  inject(x, schedule.words[0]);
  for (int s = 1; s < 6; s++) {
    if (s % 2 == 1) {
      evenRound<10, 26>(x);
      oddRound<11, 21>(x);
      evenRound<13, 27>(x);
      oddRound<23, 5>(x);
    } else {
      evenRound<6, 20>(x);
      oddRound<17, 11>(x);
      evenRound<25, 10>(x);
      oddRound<18, 20>(x);
    }
    inject(x, schedule.words[s]);
  }
}
