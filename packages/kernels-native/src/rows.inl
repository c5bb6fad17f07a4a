// Sums over rows of 4, 8 or 12 input rows and 16 to 48 outputs at once, kept in registers. Included by every instruction set.

/** Four neighbouring input rows; rows [from, to) of them count, the rest is recomputed or padding. */
struct Quad {
  const float *x;
  int64_t stride;
  /** Input row of row 0. */
  int64_t row;
  int from, to;
};

typedef Lanes::F F;
constexpr int W = Lanes::W;
constexpr int VECTORS = PANEL / W;
/** Input rows of one register, as quads. */
constexpr int LANE_QUADS = W / 4;

static inline F multiplyAdd(F a, F x, F w) {
#ifdef FUSED
  return Lanes::fma(x, w, a);
#else
  return a + x * w;
#endif
}

/** acc[row][vector] = the sum over k of x * w, in order; `offsets` says where input k stands, or null for k itself. */
template <int Q, int P, bool OFFSETS>
static inline __attribute__((always_inline)) void sumRows(const Quad *quads, const int32_t *offsets, int64_t first,
                                                          int64_t count, const float *const *panels,
                                                          F (&acc)[4 * Q][P * VECTORS]) {
  const float *w[P];
  for (int p = 0; p < P; p++) w[p] = panels[p] + first * PANEL;
  const float *x[Q];
  int64_t stride[Q];
  for (int q = 0; q < Q; q++) {
    x[q] = quads[q].x + (OFFSETS ? 0 : first);
    stride[q] = quads[q].stride;
  }
#pragma GCC unroll 12
  for (int r = 0; r < 4 * Q; r++)
#pragma GCC unroll 12
    for (int v = 0; v < P * VECTORS; v++) acc[r][v] = Lanes::set(0);
  for (int64_t k = 0; k < count; k++) {
    const int64_t at = OFFSETS ? offsets[first + k] : k;
    F values[P * VECTORS];
#pragma GCC unroll 3
    for (int p = 0; p < P; p++)
#pragma GCC unroll 4
      for (int v = 0; v < VECTORS; v++) values[p * VECTORS + v] = Lanes::load(w[p] + k * PANEL + v * W);
#pragma GCC unroll 3
    for (int q = 0; q < Q; q++)
#pragma GCC unroll 4
      for (int r = 0; r < 4; r++) {
        const F input = Lanes::set(x[q][at + r * stride[q]]);
#pragma GCC unroll 12
        for (int v = 0; v < P * VECTORS; v++) acc[4 * q + r][v] = multiplyAdd(acc[4 * q + r][v], input, values[v]);
      }
  }
}

/** The same in groups of 8 rows counted from `first`: (rows 0-3) + (rows 4-7), each from 0. */
template <bool OFFSETS>
static inline void sumEights(const Quad &quad, const int32_t *offsets, int64_t first, int64_t count,
                             const float *panel, F (&acc)[4][VECTORS]) {
  for (int r = 0; r < 4; r++)
    for (int v = 0; v < VECTORS; v++) acc[r][v] = Lanes::set(0);
  const int64_t end = first + count;
  for (int64_t from = first; from < end; from += 8) {
    F half[2][4][VECTORS];
    for (int h = 0; h < 2; h++) {
      const int64_t start = from + 4 * h;
      const int64_t rows = start < end ? (end - start < 4 ? end - start : 4) : 0;
      const float *panels[1] = {panel};
      F(&sum)[4][VECTORS] = half[h];
      sumRows<1, 1, OFFSETS>(&quad, offsets, start, rows, panels, sum);
    }
    for (int r = 0; r < 4; r++)
      for (int v = 0; v < VECTORS; v++) acc[r][v] = acc[r][v] + (half[0][r][v] + half[1][r][v]);
  }
}
