// Tables of four rows of a panel: the sum of v * D over them in order, for every combination of slices v; and where codes stand in them.

/** Groups of 8 rows that a row group has, the last one maybe of fewer; and those of all row groups. */
static inline int64_t eightsOf(const Piece &group) { return (group.count + 7) / 8; }
static inline int64_t eightsOf(const Pass &pass) {
  int64_t eights = 0;
  for (int64_t g = 0; g < pass.groupCount; g++) eights += eightsOf(pass.groups[g]);
  return eights;
}

struct Digits {
  /** Values that a slice can take, and their combinations over four rows. */
  int values, entries;
  int lowest;
};

static Digits digitsOf(const Serial &serial) {
  const int largest = (1 << serial.sliceBits) - 1;
  const int values = serial.isSigned ? 2 * largest + 1 : largest + 1;
  return {values, values * values * values * values, serial.isSigned ? -largest : 0};
}

/** Rows [first, first + 4) of a panel, those from `count` on without cells. */
static inline F cellsOf(const float *panel, int64_t first, int64_t row, int64_t count, int v) {
  return row < count ? Lanes::load(panel + (first + row) * PANEL + v * W) : Lanes::set(0);
}

/** The table of rows [first, first + count), count <= 4, of a panel: [entry][16]. */
static void buildTable(const float *panel, int64_t first, int64_t count, const Digits &digits, float *table) {
  for (int v = 0; v < VECTORS; v++) Lanes::store(table + v * W, Lanes::set(0));
  int64_t filled = 1;
  for (int row = 0; row < 4; row++, filled *= digits.values)
    for (int digit = digits.values - 1; digit >= 0; digit--) {
      const F value = Lanes::set(static_cast<float>(digits.lowest + digit));
      for (int v = 0; v < VECTORS; v++) {
        const F added = value * cellsOf(panel, first, row, count, v);
        for (int64_t i = 0; i < filled; i++)
          Lanes::store(table + (digit * filled + i) * PANEL + v * W, Lanes::load(table + i * PANEL + v * W) + added);
      }
    }
}

/** The 16 sums of bits of rows [first, first + count), those beyond the fourth left out, for vector v of a panel. */
static inline __attribute__((always_inline)) void bitEntries(const float *panel, int64_t first, int64_t count, int v,
                                                             F (&entries)[16]) {
  entries[0] = Lanes::set(0);
#pragma GCC unroll 4
  for (int row = 0; row < 4; row++) {
    const F cell = cellsOf(panel, first, row, count, v);
    const F none = Lanes::set(0) * cell;
#pragma GCC unroll 8
    for (int i = 0; i < 1 << row; i++) {
      entries[(1 << row) + i] = entries[i] + cell;
      entries[i] = entries[i] + none;
    }
  }
}

/** The table of those sums for a panel. */
static void buildBitTable(const float *panel, int64_t first, int64_t count, float *table) {
  for (int v = 0; v < VECTORS; v++) {
    F entries[16];
    bitEntries(panel, first, count, v, entries);
#pragma GCC unroll 16
    for (int i = 0; i < 16; i++) Lanes::store(table + i * PANEL + v * W, entries[i]);
  }
}

/** Where the halves of a group of 8 rows stand in their tables, in bytes. */
struct Place {
  uint16_t low, high;
};

constexpr int ENTRY_BYTES = PANEL * sizeof(float);

typedef Lanes::Eight Eight;

/** The codes of up to 8 rows; missing ones are 0. */
static inline Eight gatherCodes(const float *codes, const int32_t *offsets, int64_t count) {
  typedef float Floats __attribute__((vector_size(32)));
  Floats all = {};
  if (count < 8)
    for (int64_t k = 0; k < count; k++) all[k] = codes[offsets != nullptr ? offsets[k] : k];
  else if (offsets == nullptr)
    std::memcpy(&all, codes, sizeof all);
  else
    all = Floats{codes[offsets[0]], codes[offsets[1]], codes[offsets[2]], codes[offsets[3]],
                 codes[offsets[4]], codes[offsets[5]], codes[offsets[6]], codes[offsets[7]]};
  return __builtin_convertvector(all, Eight);
}

/** Places of a group of 8 rows for every slice of one row of codes. */
static void placesOf(const Serial &serial, const Digits &digits, const Eight &codes, Place *places) {
  const int32_t mask = (1 << serial.sliceBits) - 1;
  for (int slice = 0; slice < serial.slices; slice++) {
    uint32_t entries[2] = {0, 0};
    for (int k = 7; k >= 0; k--) {
      const int32_t code = codes[k];
      const int32_t v = ((code < 0 ? -code : code) >> (slice * serial.sliceBits)) & mask;
      entries[k / 4] = entries[k / 4] * digits.values + ((code < 0 ? -v : v) - digits.lowest);
    }
    places[slice] = {static_cast<uint16_t>(entries[0] * ENTRY_BYTES), static_cast<uint16_t>(entries[1] * ENTRY_BYTES)};
  }
}

/** Turns every 64 bits: bit i of byte k and bit k of byte i change places. */
template <class X>
static inline X turnedBytes(X x) {
  X t = (x ^ (x >> 7)) & 0x00aa00aa00aa00aaull;
  x ^= t ^ (t << 7);
  t = (x ^ (x >> 14)) & 0x0000cccc0000ccccull;
  x ^= t ^ (t << 14);
  t = (x ^ (x >> 28)) & 0x00000000f0f0f0f0ull;
  return x ^ t ^ (t << 28);
}

/** Bits [first, first + 8) of 8 codes without sign as bytes. */
static inline uint64_t bytesOf(const Eight &codes, int first) { return Lanes::bytes((codes >> first) & 255); }

/** The same as `placesOf` for bits of codes without sign. */
static inline void bitPlacesOf(const Serial &serial, const Eight &codes, Place *places) {
  for (int first = 0; first < serial.slices; first += 8) {
    // Byte i holds bit i of all 8 codes.
    const uint64_t turned = turnedBytes(bytesOf(codes, first));
    typedef uint8_t Bytes __attribute__((vector_size(8)));
    const Eight wide = __builtin_convertvector((Bytes)turned, Eight);
    const Eight words = ((wide & 15) * ENTRY_BYTES) | (((wide >> 4) * ENTRY_BYTES) << 16);
    const int64_t left = serial.slices - first;
    std::memcpy(places + first, &words, (left < 8 ? left : 8) * sizeof(Place));
  }
}

/**
 * Calls `use(codes, count, place)` for all codes of a chunk: `count` groups of 8 rows of a row group and one input row, up to NEAR of them.
 * Places are counted [near groups of 8][row][group of 8].
 */
template <int64_t NEAR, class Use>
static void overCodes(const Pass &pass, const Quad *quads, int count, const int32_t *offsets, const Use &use) {
  const int64_t rows = 4 * count;
  for (int64_t row = 0; row < rows; row++) {
    const float *from = quads[row / 4].x + row % 4 * quads[row / 4].stride;
    int64_t eight = 0;
    for (int64_t g = 0; g < pass.groupCount; g++) {
      const Piece &group = pass.groups[g];
      const int64_t all = eightsOf(group);
      for (int64_t e = 0; e < all; e += NEAR) {
        const int64_t width = all - e < NEAR ? all - e : NEAR;
        if (offsets == nullptr && 8 * (e + NEAR) <= group.count) {
          // Whole groups stay in registers.
          Eight codes[NEAR];
#pragma GCC unroll 8
          for (int64_t i = 0; i < NEAR; i++) codes[i] = gatherCodes(from + group.first + 8 * (e + i), nullptr, 8);
          use(codes, NEAR, (eight + e) * rows + row * NEAR);
          continue;
        }
        Eight codes[NEAR] = {};
        for (int64_t i = 0; i < width; i++) {
          const int64_t first = group.first + 8 * (e + i), left = group.count - 8 * (e + i);
          codes[i] = offsets != nullptr ? gatherCodes(from, offsets + first, left) : gatherCodes(from + first, nullptr, left);
        }
        use(codes, width, (eight + e) * rows + row * width);
      }
      eight += all;
    }
  }
}
