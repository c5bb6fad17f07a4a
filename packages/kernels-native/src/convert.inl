// Conversion and accumulation of docs/numerics.md section 12.

/** Lanes of a panel that are outputs. */
static inline uint32_t lanesOf(int64_t outputs, int64_t panel) {
  const int64_t left = outputs - panel * PANEL;
  return left >= PANEL ? 0xffffu : (1u << left) - 1;
}

/** Adds the sums of one input row and one panel, then `after` to y[16]; returns the lanes whose conversions were clipped. */
static inline __attribute__((always_inline)) uint32_t emitPanel(const F *sums, const float *conversion, bool negative,
                                                                float *y, const float *after = nullptr) {
  uint32_t clipped = 0;
  for (int v = 0; v < VECTORS; v++) {
    F p = sums[v];
    if (conversion != nullptr) {
      const float *at = conversion + v * W;
      const F t = Lanes::nearest((p - Lanes::load(at)) * Lanes::load(at + PANEL));
      const F code = Lanes::min(Lanes::max(t, Lanes::load(at + 2 * PANEL)), Lanes::load(at + 3 * PANEL));
      clipped |= Lanes::differ(t, code) << (v * W);
      p = code * Lanes::load(at + 4 * PANEL) + Lanes::load(at + 5 * PANEL);
    }
    const F before = Lanes::load(y + v * W);
    F sum = negative ? before - p : before + p;
    if (after != nullptr) sum = sum + Lanes::set(*after);
    Lanes::store(y + v * W, sum);
  }
  return clipped;
}

/** The column tile of a whole panel, -1 where it has several. */
static inline int32_t onlyTile(const Pass &pass, int64_t panel) {
  const int64_t first = panel * PANEL;
  const int64_t last = first + PANEL < pass.outputs ? first + PANEL : pass.outputs;
  // Tiles are pieces: where both ends belong to one, so does everything between. Lanes that are no outputs are not stored.
  return pass.sharedTile[first] == pass.sharedTile[last - 1] ? pass.sharedTile[first] : -1;
}

/** The values of a column tile for the rows of a chunk, with the sign they are added with; 0 for rows that are padding. */
static void sharedRows(const Pass &pass, const Quad *quads, int count, int64_t g, int32_t tile, float *out) {
  for (int q = 0; q < count; q++)
    for (int r = 0; r < 4; r++, out++) {
      const int64_t at = ((quads[q].row + r) * pass.groupCount + g) * pass.sharedTiles + tile;
      const float value = r < quads[q].to ? pass.shared[at] : 0;
      *out = pass.sharedNegative ? -value : value;
    }
}

/** Adds values given for column tiles to one input row of a panel that has several. */
static inline void share(const Pass &pass, int64_t row, int64_t group, int64_t panel, float *y) {
  const float *values = pass.shared + (row * pass.groupCount + group) * pass.sharedTiles;
  const int64_t first = panel * PANEL;
  const int64_t last = first + PANEL < pass.outputs ? first + PANEL : pass.outputs;
  for (int64_t n = first; n < last; n++) {
    const float value = values[pass.sharedTile[n]];
    y[n - first] = pass.sharedNegative ? y[n - first] - value : y[n - first] + value;
  }
}

/** The last step: gain, bias, and the store of one panel of one input row. */
static inline void storePanel(const Pass &pass, const float *y, int64_t panel, float *out) {
  const int64_t first = panel * PANEL;
  const int64_t width = pass.outputs - first < PANEL ? pass.outputs - first : PANEL;
  if (width == PANEL) {
    for (int v = 0; v < VECTORS; v++) {
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
