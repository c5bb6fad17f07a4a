// A pass of few outputs, such as a reference column: the lanes are input rows, whose inputs are turned to stand side by side.

/** Outputs that are few. */
constexpr int NARROW = 3;
/** Registers of input rows in work at a time, and their quads. */
constexpr int TURNED = 2;
constexpr int TURNED_QUADS = TURNED * LANE_QUADS;

/** Sums of the outputs of a pass over one row group. */
template <bool OFFSETS>
static void narrowSums(const Pass &pass, const Quad *quads, const int32_t *offsets, const Piece &group, const float *cells,
                       F (&acc)[NARROW][TURNED]) {
  const int64_t stride = quads[0].stride, end = group.first + group.count;
  const int outputs = static_cast<int>(pass.outputs);
  const float *from[TURNED_QUADS];
  for (int q = 0; q < TURNED_QUADS; q++) from[q] = quads[q].x;
  for (int n = 0; n < outputs; n++)
    for (int b = 0; b < TURNED; b++) acc[n][b] = Lanes::set(0);
  int64_t k = group.first;
  cells += k * PANEL;
  for (; !OFFSETS && k + 4 <= end; k += 4, cells += 4 * PANEL)
#pragma GCC unroll 2
    for (int b = 0; b < TURNED; b++) {
      F rows[4], inputs[4];
#pragma GCC unroll 4
      for (int r = 0; r < 4; r++) rows[r] = Lanes::loadFours(from + b * LANE_QUADS, r * stride + k);
      Lanes::interleave(rows[0], rows[1], rows[2], rows[3], inputs);
#pragma GCC unroll 3
      for (int n = 0; n < NARROW; n++) {
        if (n >= outputs) break;
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++) acc[n][b] = multiplyAdd(acc[n][b], inputs[i], Lanes::set(cells[i * PANEL + n]));
      }
    }
  for (; k < end; k++, cells += PANEL) {
    const int64_t at = OFFSETS ? offsets[k] : k;
    for (int b = 0; b < TURNED; b++) {
      alignas(64) float inputs[W];
      for (int r = 0; r < W; r++) inputs[r] = from[b * LANE_QUADS + r / 4][at + r % 4 * stride];
      for (int n = 0; n < outputs; n++)
        acc[n][b] = multiplyAdd(acc[n][b], Lanes::load(inputs), Lanes::set(cells[n]));
    }
  }
}

/** Converts the sums of W input rows and one output, with its column of a conversion or null, and adds them to y. */
static inline int64_t emitColumn(F sums, const float *conversion, bool negative, uint32_t rows, F &y) {
  int64_t clipped = 0;
  F p = sums;
  if (conversion != nullptr) {
    F nearest, code;
    p = Converter::spread(conversion).convert(sums, nearest, code);
    clipped = __builtin_popcount(Lanes::differ(nearest, code) & rows);
  }
  y = negative ? y - p : y + p;
  return clipped;
}

/** TURNED_QUADS quads of a narrow pass, of which `count` are no repetitions. */
template <bool OFFSETS>
static int64_t narrowRows(const Pass &pass, const Quad *quads, int count, const int32_t *offsets) {
  const int outputs = static_cast<int>(pass.outputs);
  uint32_t rows[TURNED] = {};
  for (int q = 0; q < count; q++)
    rows[q / LANE_QUADS] |= ((1u << quads[q].to) - (1u << quads[q].from)) << 4 * (q % LANE_QUADS);
  F sums[NARROW][TURNED], y[NARROW][TURNED];
  for (int n = 0; n < outputs; n++)
    for (int b = 0; b < TURNED; b++) y[n][b] = Lanes::set(0);
  const auto store = [&](int64_t slot, bool last) {
    for (int n = 0; n < outputs; n++)
      for (int b = 0; b < TURNED; b++) {
        F value = y[n][b];
        if (last && pass.gain != nullptr) value = value * Lanes::set(pass.gain[n]);
        if (last && pass.bias != nullptr) value = value + Lanes::set(pass.bias[n]);
        alignas(64) float lanes[W];
        Lanes::store(lanes, value);
        for (int r = 0; r < W; r++)
          if (rows[b] >> r & 1)
            pass.y[(quads[b * LANE_QUADS + r / 4].row + r % 4) * pass.yStride + slot * outputs + n] = lanes[r];
        y[n][b] = pass.separate ? Lanes::set(0) : y[n][b];
      }
  };
  int64_t clipped = 0;
  for (int64_t g = 0; g < pass.groupCount; g++) {
    for (int64_t t = 0; t < pass.termCount; t++) {
      const Term &term = pass.terms[t];
      narrowSums<OFFSETS>(pass, quads, offsets, pass.groups[g], term.plane->panel(0), sums);
      const float *conversion = term.conversion ? term.conversion->at(g, 0) : nullptr;
      for (int n = 0; n < outputs; n++)
        for (int b = 0; b < TURNED; b++)
          clipped += emitColumn(sums[n][b], conversion ? conversion + n : nullptr, term.negative, rows[b], y[n][b]);
    }
    for (int n = 0; n < outputs && pass.shared != nullptr; n++) {
      alignas(64) float values[4 * TURNED_QUADS];
      sharedRows(pass, quads, TURNED_QUADS, g, pass.sharedTile[n], values);
      for (int b = 0; b < TURNED; b++) y[n][b] = y[n][b] + Lanes::load(values + b * W);
    }
    if (pass.separate) store(g, false);
  }
  if (!pass.separate) store(0, true);
  return clipped;
}

/** The quads of a chunk. */
template <bool OFFSETS>
static int64_t narrowChunk(const Pass &pass, const Quad *quads, int count, const int32_t *offsets) {
  int64_t clipped = 0;
  for (int first = 0; first < count; first += TURNED_QUADS) {
    Quad rows[TURNED_QUADS];
    for (int q = 0; q < TURNED_QUADS; q++) rows[q] = quads[first + q < count ? first + q : count - 1];
    clipped += narrowRows<OFFSETS>(pass, rows, count - first < TURNED_QUADS ? count - first : TURNED_QUADS, offsets);
  }
  return clipped;
}
