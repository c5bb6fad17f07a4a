// Laws of programming (docs/numerics.md section 12), on a run of cells whose numbers are drawn.

typedef double D __attribute__((vector_size(sizeof(F) * 2)));

/** max(0, sum of c_i (t / scale)^i) by Horner's rule in float64, rounded once. */
static inline F polynomial(const Programming &p, F target) {
  const D x = __builtin_convertvector(target, D) / p.scale;
  if (p.termCount == 0) return Lanes::set(0);
  D sum = D{} + p.terms[p.termCount - 1];
  for (int64_t i = p.termCount - 2; i >= 0; i--) sum = sum * x + p.terms[i];
  const F rounded = __builtin_convertvector(sum, F);
  const F zero = Lanes::set(0);
  // A positive sum that rounds to 0 gives 0 either way; NaN is not above 0.
  return choose(rounded > zero, rounded, zero);
}

template <Law L>
static inline F programmed(const Programming &p, F t, F z) {
  if constexpr (L == Law::exact) return t;
  if constexpr (L == Law::additive) return t + Lanes::set(p.a) * z;
  if constexpr (L == Law::proportional) return t + (Lanes::set(p.a) * t) * z;
  if constexpr (L == Law::lognormal) return t * exp32(Lanes::set(p.a) * z - Lanes::set(p.b));
  if constexpr (L == Law::resistance) {
    // a = s at R_on, b = slope, c = G_on
    const F s = Lanes::set(p.a) + Lanes::set(p.b) * (Lanes::set(p.c) / t - Lanes::set(1.0f));
    return t * exp32((s * s) * Lanes::set(0.5f) - s * z);
  }
  if constexpr (L == Law::polynomial) return t + polynomial(p, t) * z;
  if constexpr (L == Law::saturating) {
    // a = limit / V, b = V / (2 at)
    const F h = tanh32(Lanes::set(p.b) * t);
    const F sigma = Lanes::set(p.a) * ((Lanes::set(2.0f) * h) / (Lanes::set(1.0f) + h));
    return t + sigma * z;
  }
  return t;
}

static inline F clipped(const Programming &p, F g) {
  const F low = Lanes::set(p.low), high = Lanes::set(p.high);
  return choose(g < low, low, choose(g > high, high, g));
}

/** Applies a law to `count` cells; `random` has room for a whole last vector. */
template <Law L>
static void applyLaw(const Programming &p, const float *target, const float *random, float *out, int64_t count) {
  const auto one = [&](F t, F number) {
    const F z = p.bothSides ? Lanes::set(2.0f) * number - Lanes::set(1.0f) : number;
    const F g = programmed<L>(p, t, z);
    return p.clip ? clipped(p, g) : g;
  };
  int64_t i = 0;
  for (; i + W <= count; i += W) Lanes::store(out + i, one(Lanes::load(target + i), Lanes::load(random + i)));
  if (i == count) return;
  float last[W] = {};
  std::memcpy(last, target + i, (count - i) * sizeof(float));
  Lanes::store(last, one(Lanes::load(last), Lanes::load(random + i)));
  std::memcpy(out + i, last, (count - i) * sizeof(float));
}

/** The segment [T_j, T_j+1] that holds a target. */
static inline int64_t segmentOf(const Table &table, double t) {
  int64_t low = 0, high = table.count - 2;
  while (low < high) {
    const int64_t middle = (low + high + 1) / 2;
    if (table.targets[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

static inline double quantile(const double *sorted, int64_t count, double u) {
  if (count == 1) return sorted[0];
  const double position = static_cast<double>(count - 1) * u;
  const double floor = __builtin_floor(position), most = static_cast<double>(count - 2);
  const double whole = floor < most ? floor : most;
  const double *below = sorted + static_cast<int64_t>(whole);
  return below[0] + (below[1] - below[0]) * (position - whole);
}

static inline float measured(const Programming &p, float t, float number) {
  const Table &table = p.table;
  const int64_t j = segmentOf(table, t);
  const double part = (t - table.targets[j]) / (table.targets[j + 1] - table.targets[j]);
  const double share = part < 0 ? 0 : part > 1 ? 1 : part;
  const auto between = [&](double below, double above) { return static_cast<float>(below + (above - below) * share); };
  if (p.law == Law::moments) {
    const float shift = between(table.shifts[j], table.shifts[j + 1]);
    const float sigma = between(table.sigmas[j], table.sigmas[j + 1]);
    return (t + shift) + sigma * number;
  }
  const auto at = [&](int64_t i) {
    return quantile(table.residuals + table.begin[i], table.begin[i + 1] - table.begin[i], number);
  };
  return t + between(at(j), at(j + 1));
}

static void applyTable(const Programming &p, const float *target, const float *random, float *out, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    const float g = measured(p, target[i], random[i]);
    out[i] = !p.clip ? g : g < p.low ? p.low : g > p.high ? p.high : g;
  }
}

static void applyStuck(const Programming &p, const float *random, float *out, int64_t count) {
  for (int64_t i = 0; i < count; i++)
    out[i] = random[i] <= p.stuckOn ? p.on : random[i] > p.stuckOff ? p.off : out[i];
}
