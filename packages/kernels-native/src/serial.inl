// Bit-serial inputs by lookup in the tables of tables.inl: a group of 8 rows adds two entries, (rows 0-3) + (rows 4-7), so the order is
// that of sums of eights. All slices of a code meet one table; every slice has its accumulator, and out = A_0, then out + 2^(s i) * A_i.

/** Slices in work at a time: their accumulators stay in registers. */
constexpr int SLICES = W == 16 ? 8 : 4;

/** What a chunk of rows needs: codes by row, and where their slices stand in the tables. */
struct SerialChunk {
  const Pass &pass;
  Digits digits;
  /** Slices are bits without sign. */
  bool bits;
  const Quad *quads;
  int count;
  /** [near groups of 8][row][group of 8][slice] */
  const Place *places;
};

/** Groups of 8 rows whose tables are met one after the other by a few input rows, so that both stay in the first cache. */
constexpr int64_t NEAR_EIGHTS = 8;
constexpr int64_t NEAR_ROWS = 16;

/** A converter of one panel, or none. */
struct Emission {
  const float *conversion;
  bool negative;
  uint32_t lanes;
};

/** Converts N sums of one input row, their parameters held in registers. */
template <int N>
static inline __attribute__((always_inline)) int64_t emitSlices(const F (&acc)[N][VECTORS], const Emission &emission,
                                                                float *y) {
  int64_t clipped = 0;
  if (emission.conversion == nullptr) {
#pragma GCC unroll 8
    for (int i = 0; i < N; i++)
#pragma GCC unroll 4
      for (int v = 0; v < VECTORS; v++) {
        float *to = y + i * PANEL + v * W;
        Lanes::store(to, emission.negative ? Lanes::load(to) - acc[i][v] : Lanes::load(to) + acc[i][v]);
      }
    return 0;
  }
  uint32_t out[N] = {};
#pragma GCC unroll 4
  for (int v = 0; v < VECTORS; v++) {
    const Converter converter = Converter::of(emission.conversion + v * W);
#pragma GCC unroll 8
    for (int i = 0; i < N; i++) {
      F nearest, code;
      const F p = converter.convert(acc[i][v], nearest, code);
      out[i] |= Lanes::differ(nearest, code) << (v * W);
      float *to = y + i * PANEL + v * W;
      Lanes::store(to, emission.negative ? Lanes::load(to) - p : Lanes::load(to) + p);
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < N; i++) clipped += __builtin_popcount(out[i] & emission.lanes);
  return clipped;
}

static inline const float *entryAt(const float *table, uint16_t place) {
  return reinterpret_cast<const float *>(reinterpret_cast<const char *>(table) + place);
}

/**
 * N slices of one input row over some groups of 8 rows: the sums so far stand in `sums`, and go to y after the last group. HALF is
 * the size of a table where it is known beforehand.
 */
template <int N, int HALF>
static inline __attribute__((always_inline)) int64_t lookUp(const Place *places, int64_t slices, int64_t eights,
                                                            const float *table, int64_t size, float *sums, bool first,
                                                            const Emission *emission, float *y) {
  const int64_t half = HALF > 0 ? HALF : size;
  F acc[N][VECTORS];
#pragma GCC unroll 8
  for (int i = 0; i < N; i++)
#pragma GCC unroll 4
    for (int v = 0; v < VECTORS; v++) acc[i][v] = first ? Lanes::set(0) : Lanes::load(sums + i * PANEL + v * W);
  for (int64_t e = 0; e < eights; e++, places += slices, table += 2 * half) {
    // Two places by one load: loads are what this loop waits for.
    uint64_t pair = 0;
#pragma GCC unroll 8
    for (int i = 0; i < N; i++) {
      if (N == 1) pair = static_cast<uint64_t>(places[0].low) | static_cast<uint64_t>(places[0].high) << 16;
      else if (i % 2 == 0) std::memcpy(&pair, places + i, sizeof pair);
      else pair >>= 32;
      const float *low = entryAt(table, static_cast<uint16_t>(pair));
      const float *high = entryAt(table + half, static_cast<uint16_t>(pair >> 16));
#pragma GCC unroll 4
      for (int v = 0; v < VECTORS; v++)
        acc[i][v] = acc[i][v] + (Lanes::load(low + v * W) + Lanes::load(high + v * W));
    }
  }
  if (emission != nullptr) return emitSlices<N>(acc, *emission, y);
#pragma GCC unroll 8
  for (int i = 0; i < N; i++)
#pragma GCC unroll 4
    for (int v = 0; v < VECTORS; v++) Lanes::store(sums + i * PANEL + v * W, acc[i][v]);
  return 0;
}

/** All slices of one input row. */
template <int HALF>
static int64_t lookUpAll(const Place *places, int64_t slices, int64_t eights, const float *table, int64_t half,
                         float *sums, bool first, const Emission *emission, float *y) {
  int64_t clipped = 0, slice = 0;
  for (; slice + SLICES <= slices; slice += SLICES)
    clipped += lookUp<SLICES, HALF>(places + slice, slices, eights, table, half, sums + slice * PANEL, first, emission,
                                    y + slice * PANEL);
  for (; slice < slices; slice++)
    clipped += lookUp<1, HALF>(places + slice, slices, eights, table, half, sums + slice * PANEL, first, emission,
                               y + slice * PANEL);
  return clipped;
}

/** One row group of one term for all rows of a chunk. */
static int64_t serialGroup(const SerialChunk &chunk, const Term &term, int64_t g, int64_t eight, int64_t panel, float *y) {
  const Pass &pass = chunk.pass;
  const Piece &group = pass.groups[g];
  const int64_t slices = pass.serial.slices;
  const int64_t eights = eightsOf(group);
  const int64_t half = static_cast<int64_t>(chunk.digits.entries) * PANEL;
  float *table = scratch(3, eights * 2 * half);
  float *sums = scratch(6, NEAR_ROWS * slices * PANEL);
  for (int64_t h = 0; h < 2 * eights; h++) {
    const int64_t left = group.count - 4 * h;
    const int64_t count = left < 0 ? 0 : left < 4 ? left : 4;
    if (chunk.bits) buildBitTable(term.plane->panel(panel), group.first + 4 * h, count, table + h * half);
    else buildTable(term.plane->panel(panel), group.first + 4 * h, count, chunk.digits, table + h * half);
  }
  const Emission emission = {term.conversion ? term.conversion->at(g, panel) : nullptr, term.negative,
                             lanesOf(pass.outputs, panel)};
  const int64_t rows = 4 * chunk.count;
  int64_t clipped = 0;
  for (int64_t start = 0; start < rows; start += NEAR_ROWS)
    for (int64_t e = 0; e == 0 || e < eights; e += NEAR_EIGHTS) {
      const int64_t width = eights - e < NEAR_EIGHTS ? eights - e : NEAR_EIGHTS;
      const bool last = e + width == eights;
      for (int64_t row = start; row < rows && row < start + NEAR_ROWS; row++) {
        const Quad &quad = chunk.quads[row / 4];
        if (row % 4 < quad.from || row % 4 >= quad.to) continue;
        const auto look = chunk.bits ? lookUpAll<16 * PANEL> : lookUpAll<0>;
        clipped += look(chunk.places + ((eight + e) * rows + row * width) * slices, slices, width,
                        table + e * 2 * half, half, sums + (row - start) * slices * PANEL, e == 0,
                        last ? &emission : nullptr, y + row * slices * PANEL);
      }
    }
  return clipped;
}

/** All slices of the rows of a chunk for one panel. */
static int64_t serialPanel(const SerialChunk &chunk, int64_t panel) {
  const Pass &pass = chunk.pass;
  const int64_t slices = pass.serial.slices;
  const int64_t yRow = slices * PANEL;
  float *y = scratch(0, 4 * chunk.count * yRow);
  std::memset(y, 0, 4 * chunk.count * yRow * sizeof(float));
  int64_t clipped = 0, eight = 0;
  for (int64_t g = 0; g < pass.groupCount; g++) {
    for (int64_t t = 0; t < pass.termCount; t++)
      clipped += serialGroup(chunk, pass.terms[t], g, eight, panel, y);
    eight += eightsOf(pass.groups[g]);
  }
  for (int q = 0; q < chunk.count; q++)
    for (int r = chunk.quads[q].from; r < chunk.quads[q].to; r++) {
      float *row = y + (4 * q + r) * yRow;
      for (int64_t slice = 1; slice < slices; slice++) {
        const F worth = Lanes::set(static_cast<float>(1ull << (pass.serial.sliceBits * slice)));
        for (int v = 0; v < VECTORS; v++)
          Lanes::store(row + v * W, Lanes::load(row + v * W) + worth * Lanes::load(row + slice * PANEL + v * W));
      }
      storePanel(pass, row, panel, pass.y + (chunk.quads[q].row + r) * pass.yStride);
    }
  return clipped;
}

static int64_t serialChunk(const Pass &pass, const Quad *quads, int count, const int32_t *offsets) {
  const Digits digits = digitsOf(pass.serial);
  const int64_t slices = pass.serial.slices;
  const int64_t eights = eightsOf(pass);
  Place *places = reinterpret_cast<Place *>(scratch(4, 4 * count * eights * slices));
  const bool bits = pass.serial.sliceBits == 1 && !pass.serial.isSigned;
  overCodes<NEAR_EIGHTS>(pass, quads, count, offsets, [&](const Eight *codes, int64_t groups, int64_t place) {
    for (int64_t i = 0; i < groups; i++)
      if (bits) bitPlacesOf(pass.serial, codes[i], places + (place + i) * slices);
      else placesOf(pass.serial, digits, codes[i], places + (place + i) * slices);
  });
  const SerialChunk chunk = {pass, digits, bits, quads, count, places};
  int64_t clipped = 0;
  for (int64_t panel = 0; panel < panelsOf(pass.outputs); panel++) clipped += serialPanel(chunk, panel);
  return clipped;
}

