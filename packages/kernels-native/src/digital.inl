// Value by value: docs/numerics.md sections 12 (inputs) and 13. `out` may be the input.

/** Runs `one` over vectors of up to two inputs, the last one padded. */
template <class One>
static inline void each(const float *a, const float *b, float *out, int64_t count, const One &one) {
  int64_t i = 0;
  for (; i + W <= count; i += W) Lanes::store(out + i, one(Lanes::load(a + i), Lanes::load(b + i)));
  if (i == count) return;
  float left[W] = {}, right[W] = {};
  std::memcpy(left, a + i, (count - i) * sizeof(float));
  std::memcpy(right, b + i, (count - i) * sizeof(float));
  Lanes::store(left, one(Lanes::load(left), Lanes::load(right)));
  std::memcpy(out + i, left, (count - i) * sizeof(float));
}

static void quantise(const float *x, float *out, int64_t count, float inverse, float low, float high) {
  const F factor = Lanes::set(inverse), least = Lanes::set(low), most = Lanes::set(high), zero = Lanes::set(0);
  each(x, x, out, count, [&](F value, F) {
    const F driven = value * factor;
    const F kept = choose(driven > least, Lanes::min(driven, most), choose(driven <= least, least, zero));
    // No code is -0.
    return Lanes::nearest(kept) + zero;
  });
}

static void relu(const float *x, float *out, int64_t count, float most) {
  const F zero = Lanes::set(0), limit = Lanes::set(most);
  each(x, x, out, count, [&](F value, F) {
    const F positive = choose(value < zero, zero, value);
    return choose(positive > limit, limit, positive);
  });
}

static void within(const float *x, const float *values, float *out, int64_t count, float low, float high) {
  const F zero = Lanes::set(0), least = Lanes::set(low), most = Lanes::set(high);
  each(x, values, out, count, [&](F at, F value) { return choose(at <= most, choose(at >= least, value, zero), zero); });
}

static float largest(const float *x, int64_t count) {
  const F zero = Lanes::set(0);
  F most[4] = {zero, zero, zero, zero};
  // NaN in the first operand gives the second one.
  const auto meet = [&](F value, F &of) { of = Lanes::max(choose(value < zero, -value, value), of); };
  int64_t i = 0;
  for (; i + 4 * W <= count; i += 4 * W)
    for (int j = 0; j < 4; j++) meet(Lanes::load(x + i + j * W), most[j]);
  for (; i < count; i += W) {
    float rest[W] = {};
    std::memcpy(rest, x + i, (count - i < W ? count - i : W) * sizeof(float));
    meet(Lanes::load(rest), most[0]);
  }
  float lanes[W];
  Lanes::store(lanes, Lanes::max(Lanes::max(most[0], most[1]), Lanes::max(most[2], most[3])));
  float result = 0;
  for (const float lane : lanes) result = lane > result ? lane : result;
  return result;
}

static void add(const float *a, const float *b, float *out, int64_t count) {
  each(a, b, out, count, [](F left, F right) { return left + right; });
}

static void affine(const float *x, float *out, int64_t count, int64_t channels, const float *gain, const float *shift) {
  for (int64_t first = 0; first < count; first += channels) {
    int64_t c = 0;
    for (; c + W <= channels; c += W)
      Lanes::store(out + first + c, Lanes::load(x + first + c) * Lanes::load(gain + c) + Lanes::load(shift + c));
    for (; c < channels; c++) {
      const float scaled = x[first + c] * gain[c];
      out[first + c] = scaled + shift[c];
    }
  }
}
