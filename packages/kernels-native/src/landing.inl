// What follows the sums of a term: conversion, accumulation over terms and row groups in memory, what is shared, and after the last of
// them the output. docs/numerics.md section 12.

/** Where the sums of one panel go. */
struct Landing {
  const Pass &pass;
  int64_t panel;
  const float *conversion;
  bool negative;
  /** Nothing stands in y yet; outputs are complete. */
  bool starts, ends;
  /** Its place among the outputs of a row, where row groups stay apart. */
  int64_t slot;
  /** Sums that wait, [row][16]. */
  float *y;
  int64_t yRow;
  Shared shared;
};

/** Where term t of row group g goes. */
static inline Landing landingOf(const Pass &pass, int64_t g, int64_t t, int64_t panel, float *y, int64_t yRow,
                                const Shared &shared) {
  const Term &term = pass.terms[t];
  const bool lastTerm = t == pass.termCount - 1;
  return {pass,
          panel,
          term.conversion != nullptr ? term.conversion->at(g, panel) : nullptr,
          term.negative,
          t == 0 && (pass.separate || g == 0),
          lastTerm && (pass.separate || g == pass.groupCount - 1),
          pass.separate ? g : 0,
          y,
          yRow,
          lastTerm ? shared : Shared{nullptr, nullptr}};
}

/** Lands the sums of ROWS input rows, VECTORS of every STRIDE vectors: rows of neighbouring quads, the first the row `row` of its chunk. */
template <int ROWS, int STRIDE, bool CONVERTS, bool STARTS, bool ENDS>
static inline __attribute__((always_inline)) int64_t landRows(const F *sums, const Landing &to, const Quad *quads, int row,
                                                              Manner<CONVERTS, STARTS, ENDS>) {
  // Copies: what is reached through a reference is read again after every store.
  const Pass &pass = to.pass;
  const int64_t first = to.panel * PANEL, yRow = to.yRow;
  const float *gain = pass.gain != nullptr ? pass.gain + first : nullptr, *bias = pass.bias != nullptr ? pass.bias + first : nullptr;
  const float *rows = to.shared.rows != nullptr ? to.shared.rows + row : nullptr;
  const float *lanes = to.shared.lanes != nullptr ? to.shared.lanes + row * PANEL : nullptr;
  const bool negative = to.negative;
  float *y = to.y + row * yRow;
  float *out[ROWS];
#pragma GCC unroll 12
  for (int r = 0; ENDS && r < ROWS; r++)
    out[r] = pass.y + (quads[r / 4].row + r % 4) * pass.yStride + to.slot * pass.outputs + first;
  uint32_t clipped[ROWS] = {};
#pragma GCC unroll 4
  for (int v = 0; v < VECTORS; v++) {
    const Converter converter = CONVERTS ? Converter::of(to.conversion + v * W) : Converter{};
#pragma GCC unroll 12
    for (int r = 0; r < ROWS; r++) {
      F p = sums[r * STRIDE + v];
      if (CONVERTS) {
        F nearest, code;
        p = converter.convert(p, nearest, code);
        clipped[r] |= Lanes::differ(nearest, code) << (v * W);
      }
      const F before = STARTS ? Lanes::set(0) : Lanes::load(y + r * yRow + v * W);
      F sum = negative ? before - p : before + p;
      if (rows != nullptr) sum = sum + Lanes::set(rows[r]);
      if (lanes != nullptr) sum = sum + Lanes::load(lanes + r * PANEL + v * W);
      if (ENDS && gain != nullptr) sum = sum * Lanes::load(gain + v * W);
      if (ENDS && bias != nullptr) sum = sum + Lanes::load(bias + v * W);
      if (ENDS) Lanes::store(out[r] + v * W, sum);
      else Lanes::store(y + r * yRow + v * W, sum);
    }
  }
  const uint32_t counted = lanesOf(pass.outputs, to.panel);
  int64_t all = 0;
#pragma GCC unroll 12
  for (int r = 0; r < ROWS; r++)
    if (r % 4 >= quads[r / 4].from && r % 4 < quads[r / 4].to) all += __builtin_popcount(clipped[r] & counted);
  return all;
}

/** The same in whichever manner. Returns the clipped conversions of rows and outputs that count. */
template <int Q, int STRIDE>
static int64_t land(const F *sums, const Landing &to, const Quad *quads, int row) {
  constexpr int ROWS = 4 * Q;
  const Pass &pass = to.pass;
  const int64_t left = pass.outputs - to.panel * PANEL;
  bool whole = left >= PANEL;
  // Rows before the first that counts belong to other quads too: what is written there is the same. Rows beyond the last are padding.
  for (int q = 0; q < Q; q++) whole = whole && quads[q].to == 4;
  const auto in = [&](auto manner) { return landRows<ROWS, STRIDE>(sums, to, quads, row, manner); };
  const int64_t clipped = inManner(to.conversion != nullptr, to.starts, to.ends && whole, in);
  if (!to.ends || whole) return clipped;
  for (int r = 0; r < ROWS; r++) {
    const Quad &quad = quads[r / 4];
    if (r % 4 >= quad.from && r % 4 < quad.to)
      storePanel(pass, to.y + (row + r) * to.yRow, to.panel, pass.y + (quad.row + r % 4) * pass.yStride + to.slot * pass.outputs);
  }
  return clipped;
}
