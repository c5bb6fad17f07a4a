// From sums to outputs: the last step of docs/numerics.md section 12.

/** Lanes of a panel that are outputs. */
static inline uint32_t lanesOf(int64_t outputs, int64_t panel) {
  const int64_t left = outputs - panel * PANEL;
  return left >= PANEL ? 0xffffu : (1u << left) - 1;
}

/** The last step: gain, bias, and the store of up to N outputs of one input row, the first of them output `first`. */
template <int N>
static inline void storeOutputs(const Pass &pass, const float *y, int64_t first, float *out) {
  const int64_t width = pass.outputs - first < N ? pass.outputs - first : N;
  if (width == N) {
    for (int v = 0; v < N / W; v++) {
      F value = Lanes::load(y + v * W);
      if (pass.gain != nullptr) value = value * Lanes::load(pass.gain + first + v * W);
      if (pass.bias != nullptr) value = value + Lanes::load(pass.bias + first + v * W);
      Lanes::store(out + first + v * W, value);
    }
    return;
  }
  for (int64_t n = 0; n < width; n++) {
    float value = y[n];
    if (pass.gain != nullptr) value = value * pass.gain[first + n];
    if (pass.bias != nullptr) value = value + pass.bias[first + n];
    out[first + n] = value;
  }
}

/** The same of one panel. */
static inline void storePanel(const Pass &pass, const float *y, int64_t panel, float *out) {
  storeOutputs<PANEL>(pass, y, panel * PANEL, out);
}
