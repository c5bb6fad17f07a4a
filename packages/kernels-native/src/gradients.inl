// The gradient of a convolution's filter: every sum runs over images, rows and positions in this order, as in WebAssembly.

/** Output positions along one axis whose input lies inside the image: [first, end). */
struct Inside {
  int64_t first, end;
};

static inline Inside insideOf(int64_t tap, int64_t pad, int64_t stride, int64_t size, int64_t outputs) {
  const int64_t before = pad - tap, last = size - 1 + pad - tap;
  const int64_t first = before <= 0 ? 0 : (before + stride - 1) / stride;
  const int64_t most = last < 0 ? 0 : last / stride + 1;
  return {first, most < outputs ? most : outputs};
}

/** Inputs whose sums with two vectors of outputs stay in registers. */
constexpr int GRADIENT_INPUTS = W >= 16 ? 8 : 4;

/** One image and tap: w[INPUTS x VECTORS W] += sum over rows and positions of x[INPUTS] and dy[VECTORS W]. */
template <int INPUTS, int VECTORS>
static inline void addTap(const FilterGradient &g, const float *x, const float *dy, int64_t outputs, int64_t i, int64_t j, float *w) {
  const Inside rows = insideOf(i, g.top, g.strideDown, g.height, g.outHeight);
  const Inside columns = insideOf(j, g.left, g.strideAcross, g.width, g.outWidth);
  F sums[INPUTS][VECTORS];
  for (int k = 0; k < INPUTS; k++)
    for (int v = 0; v < VECTORS; v++) sums[k][v] = Lanes::load(w + k * outputs + v * W);
  const int64_t across = g.strideAcross * g.inputs;
  for (int64_t row = rows.first; row < rows.end; row++) {
    const int64_t y = row * g.strideDown + i - g.top, column = columns.first * g.strideAcross + j - g.left;
    const float *from = x + (y * g.width + column) * g.inputs;
    const float *slope = dy + (row * g.outWidth + columns.first) * outputs;
    for (int64_t n = columns.first; n < columns.end; n++, from += across, slope += outputs) {
      F slopes[VECTORS];
      for (int v = 0; v < VECTORS; v++) slopes[v] = Lanes::load(slope + v * W);
      for (int k = 0; k < INPUTS; k++)
        for (int v = 0; v < VECTORS; v++) sums[k][v] = sums[k][v] + Lanes::set(from[k]) * slopes[v];
    }
  }
  for (int k = 0; k < INPUTS; k++)
    for (int v = 0; v < VECTORS; v++) Lanes::store(w + k * outputs + v * W, sums[k][v]);
}

template <int INPUTS>
static inline void addOutputs(const FilterGradient &g, const float *x, const float *dy, int64_t outputs, int64_t i, int64_t j, float *w) {
  int64_t n = 0;
  for (; n + 2 * W <= outputs; n += 2 * W) addTap<INPUTS, 2>(g, x, dy + n, outputs, i, j, w + n);
  if (n < outputs) addTap<INPUTS, 1>(g, x, dy + n, outputs, i, j, w + n);
}

/** All taps of one image; `outputs` are whole vectors. */
static void addImage(const FilterGradient &g, const float *x, const float *dy, int64_t outputs, float *w) {
  for (int64_t i = 0; i < g.sizeHeight; i++)
    for (int64_t j = 0; j < g.sizeWidth; j++) {
      int64_t k = 0;
      for (; k + GRADIENT_INPUTS <= g.inputs; k += GRADIENT_INPUTS, w += GRADIENT_INPUTS * outputs)
        addOutputs<GRADIENT_INPUTS>(g, x + k, dy, outputs, i, j, w);
      for (; k < g.inputs; k++, w += outputs) addOutputs<1>(g, x + k, dy, outputs, i, j, w);
    }
}

/** Rows of `from` values take up `to` values each, the rest 0. */
static void widen(const float *source, int64_t rows, int64_t from, int64_t to, float *out) {
  for (int64_t row = 0; row < rows; row++) {
    std::memcpy(out + row * to, source + row * from, from * sizeof(float));
    std::memset(out + row * to + from, 0, (to - from) * sizeof(float));
  }
}

static void filterGradient(const FilterGradient &g) {
  const int64_t outputs = (g.outputs + W - 1) / W * W;
  const bool whole = outputs == g.outputs;
  const int64_t rows = g.sizeHeight * g.sizeWidth * g.inputs;
  const int64_t positions = g.outHeight * g.outWidth;
  float *w = whole ? g.dw : scratch(6, rows * outputs);
  float *wide = whole ? nullptr : scratch(7, positions * outputs);
  std::memset(w, 0, rows * outputs * sizeof(float));
  for (int64_t image = 0; image < g.images; image++) {
    const float *dy = g.dy + image * positions * g.outputs;
    if (!whole) widen(dy, positions, g.outputs, outputs, wide);
    addImage(g, g.x + image * g.height * g.width * g.inputs, whole ? dy : wide, outputs, w);
  }
  if (whole) return;
  for (int64_t row = 0; row < rows; row++) std::memcpy(g.dw + row * g.outputs, w + row * outputs, g.outputs * sizeof(float));
}
