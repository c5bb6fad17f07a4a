// Pairs of cells that hold a weight each: targets, cells and the weights they stand for, a few rows at a time, all near the processor.

typedef float H __attribute__((vector_size(sizeof(F) / 2)));
typedef double E __attribute__((vector_size(sizeof(F))));
typedef int64_t M __attribute__((vector_size(sizeof(F))));
constexpr int HALF = W / 2;

static inline H loadHalf(const float *p) {
  H v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

static inline E loadWide(const double *p) {
  E v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

static inline void storeNarrow(float *p, E v) {
  const H narrow = __builtin_convertvector(v, H);
  std::memcpy(p, &narrow, sizeof narrow);
}

/** Targets of w and -w, w = clip(weight / w_max), 0 where w_max is 0: docs/model.md section 1, in float64, rounded once. */
static inline void targetsOf(const Pairs &of, H weight, E most, float *plus, float *minus) {
  const E zero = {}, one = zero + 1.0;
  const E share = __builtin_convertvector(weight, E) / most;
  const E bounded = share > one ? one : share < -one ? -one : share;
  const E w = most > zero ? bounded : zero;
  const E from = of.centred ? one : (E)((M)w & INT64_MAX);
  storeNarrow(minus, of.off + ((from - w) / 2.0) * of.range);
  storeNarrow(plus, of.off + ((from + w) / 2.0) * of.range);
}

static inline void weightsOf(E factor, H plus, H minus, E most, float *out) {
  // No difference is -0.
  storeNarrow(out, (__builtin_convertvector(plus - minus, E) + 0.0) * factor * most);
}

/** Runs `one` over `count` cells in parts of HALF, the last one padded; `scale` is that of each, or of all. */
template <bool ALIKE, class One>
static inline void overHalves(const float *a, const float *b, const double *scale, int64_t count, float *out, float *other, const One &one) {
  const E all = E{} + scale[0];
  int64_t i = 0;
  for (; i + HALF <= count; i += HALF)
    one(loadHalf(a + i), loadHalf(b + i), ALIKE ? all : loadWide(scale + i), out + i, other + i);
  if (i == count) return;
  const int64_t rest = count - i;
  float left[HALF] = {}, right[HALF] = {}, one0[HALF], one1[HALF];
  double most[HALF] = {};
  std::memcpy(left, a + i, rest * sizeof(float));
  std::memcpy(right, b + i, rest * sizeof(float));
  if (!ALIKE) std::memcpy(most, scale + i, rest * sizeof(double));
  one(loadHalf(left), loadHalf(right), ALIKE ? all : loadWide(most), one0, one1);
  std::memcpy(out + i, one0, rest * sizeof(float));
  if (other != out) std::memcpy(other + i, one1, rest * sizeof(float));
}

/** The same over rows of outputs; rows of one scale are one long row. */
template <class One>
static inline void overRows(const Pairs &of, const float *a, const float *b, const double *scale, int64_t rows, float *out, float *other,
                            const One &one) {
  const int64_t outputs = of.cells.outputs;
  if (of.alike) return overHalves<true>(a, b, scale, rows * outputs, out, other, one);
  for (int64_t first = 0; first < rows * outputs; first += outputs)
    overHalves<false>(a + first, b + first, scale, outputs, out + first, other + first, one);
}

static void pairs(const Pairs &of) {
  const Programming &cells = of.cells;
  const int64_t outputs = cells.outputs;
  const int64_t together = RUN / 2 / outputs > 0 ? RUN / 2 / outputs : 1;
  float *plus = scratch(6, together * outputs), *minus = scratch(7, together * outputs);
  const E factor = E{} + 1.0 / of.range;
  for (int64_t group = 0; group < cells.groups; group++)
    for (int64_t row = 0; row < cells.inputs; row += together) {
      const int64_t rows = cells.inputs - row < together ? cells.inputs - row : together;
      const int64_t first = (group * cells.inputs + row) * outputs;
      const double *scale = of.scale + group * outputs;
      const float *weights = cells.target + first;
      overRows(of, weights, weights, scale, rows, plus, minus,
               [&](H weight, H, E most, float *up, float *down) { targetsOf(of, weight, most, up, down); });
      Programming part = cells;
      part.groups = 1;
      part.inputs = rows;
      part.firstGroup = cells.firstGroup + group;
      part.firstRow = cells.firstRow + row;
      for (float *values : {plus, minus}) {
        part.polarity = values == minus;
        part.target = part.out = values;
        program(part);
      }
      float *out = cells.out + first;
      overRows(of, plus, minus, scale, rows, out, out,
               [&](H up, H down, E most, float *to, float *) { weightsOf(factor, up, down, most, to); });
    }
}
