// Bits of codes by lookup in tables of 8 rows, for many input rows: the 256 sums that 8 rows of some outputs can give, each that of two
// entries of four rows, so that a byte of bits costs one load and one addition. The order of summation is that of serial.inl.

/** Outputs of one table: a register, or two where they are small. */
constexpr int TABLED = W > 8 ? W : 8;
constexpr int BYTE_TABLE = 256 * TABLED;
/** Tables that are met one after the other by every input row: with fewer, sums are loaded and stored more often. */
constexpr int64_t NEAR_TABLES = 4;
/** Those whose entries are added where sums land: all of them where 8 sums and their converters fit in registers. */
constexpr int64_t LANDED_TABLES = W == 16 ? NEAR_TABLES : 0;

// Four tables have places of 16 bits, and names of their own below.
static_assert(NEAR_TABLES == 4 && NEAR_TABLES * BYTE_TABLE * sizeof(float) <= 1 << 16, "near tables");

/**
 * Where the bytes of near groups of 8 rows stand in their tables, in bytes, for every bit of codes without sign: [group of 8][slice].
 * `codes` are those of all near groups; those from `count` on are ignored.
 */
static inline void bytePlacesOf(const Serial &serial, const Eight *codes, int64_t count, uint16_t *places) {
  typedef uint64_t Groups __attribute__((vector_size(8 * NEAR_TABLES)));
  typedef uint8_t Bytes __attribute__((vector_size(8 * NEAR_TABLES)));
  typedef uint16_t Shorts __attribute__((vector_size(16 * NEAR_TABLES)));
  constexpr uint16_t ENTRY = TABLED * sizeof(float), TABLE = BYTE_TABLE * sizeof(float);
  constexpr uint16_t SECOND = TABLE, THIRD = 2 * TABLE, FOURTH = 3 * TABLE;
  constexpr Shorts starts = {0,      0,      0,      0,      0,      0,      0,      0,
                             SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND,
                             THIRD,  THIRD,  THIRD,  THIRD,  THIRD,  THIRD,  THIRD,  THIRD,
                             FOURTH, FOURTH, FOURTH, FOURTH, FOURTH, FOURTH, FOURTH, FOURTH};
  for (int first = 0; first < serial.slices; first += 8) {
    const Groups bytes = {bytesOf(codes[0], first), bytesOf(codes[1], first), bytesOf(codes[2], first), bytesOf(codes[3], first)};
    const Shorts words = __builtin_convertvector((Bytes)turnedBytes(bytes), Shorts) * ENTRY + starts;
    if (serial.slices == 8 && count == NEAR_TABLES) {
      std::memcpy(places, &words, sizeof words);
      return;
    }
    uint16_t all[8 * NEAR_TABLES];
    std::memcpy(all, &words, sizeof all);
    const int64_t left = serial.slices - first < 8 ? serial.slices - first : 8;
    for (int64_t i = 0; i < count; i++) std::memcpy(places + i * serial.slices + first, all + 8 * i, left * sizeof(uint16_t));
  }
}

/** The table of rows [first, first + count), count <= 8, for the outputs at `panel`: [entry][output]. */
static void buildByteTable(const float *panel, int64_t first, int64_t count, float *table) {
  for (int v = 0; v < TABLED / Lanes::W; v++) {
    F low[16], high[16];
    bitEntries(panel, first, count, v, low);
    bitEntries(panel, first + 4, count - 4, v, high);
    for (int h = 0; h < 16; h++)
#pragma GCC unroll 16
      for (int l = 0; l < 16; l++) Lanes::store(table + (h * 16 + l) * TABLED + v * W, low[l] + high[h]);
  }
}

/** What is known when this is compiled. */
template <auto WHAT>
struct Known {
  static constexpr auto value = WHAT;
};

struct TabledChunk {
  const Pass &pass;
  const Quad *quads;
  int count;
  /** Where bytes of bits stand in tables that are near, in bytes: [near tables][row][group of 8][slice] */
  const uint16_t *places;
};

/** Which sums of a chunk are formed: the TABLED outputs from `first` on of one term and row group. */
struct TabledGroup {
  const float *conversion;
  bool negative;
  int64_t first;
  /** Nothing stands in y yet; nothing is added to it any more. */
  bool starts, ends;
};

/** Adds the entries of T tables for N bits of one input row. */
template <int N, int T>
static inline __attribute__((always_inline)) void addEntries(const uint16_t *places, int64_t slices, const float *table,
                                                             F (&acc)[N][TABLED / Lanes::W]) {
  uint32_t word = 0;
#pragma GCC unroll 4
  for (int e = 0; e < T; e++)
#pragma GCC unroll 8
    for (int i = 0; i < N; i++) {
      // Two places by one load: each would take an instruction of its own.
      if (N == 1) word = places[e * slices];
      else if (i % 2 == 0) std::memcpy(&word, places + e * slices + i, sizeof word);
      else word >>= 16;
      const float *entry = entryAt(table, static_cast<uint16_t>(word));
#pragma GCC unroll 2
      for (int v = 0; v < TABLED / Lanes::W; v++) acc[i][v] = acc[i][v] + Lanes::load(entry + v * W);
    }
}

/** The sums so far of N bits of one input row, +0 where it `begins`. */
template <int N>
static inline __attribute__((always_inline)) void startSums(const float *sums, bool begins, F (&acc)[N][TABLED / Lanes::W]) {
#pragma GCC unroll 8
  for (int i = 0; i < N; i++)
#pragma GCC unroll 2
    for (int v = 0; v < TABLED / Lanes::W; v++) acc[i][v] = begins ? Lanes::set(0) : Lanes::load(sums + i * TABLED + v * W);
}

/** Adds the entries of T tables to the sums of N bits of all rows of a chunk, from +0 where it `begins`. */
template <int N, bool ALL, int T>
static void addTables(const TabledChunk &chunk, const uint16_t *places, const float *table, bool begins, float *sums) {
  constexpr int V = TABLED / Lanes::W;
  // Known when this is compiled where N bits are all that there are.
  const int64_t slices = ALL ? N : chunk.pass.serial.slices, rows = 4 * chunk.count;
  for (int64_t row = 0; row < rows; row++, places += T * slices, sums += slices * TABLED) {
    F acc[N][V];
    startSums<N>(sums, begins, acc);
    addEntries<N, T>(places, slices, table, acc);
#pragma GCC unroll 8
    for (int i = 0; i < N; i++)
#pragma GCC unroll 2
      for (int v = 0; v < V; v++) Lanes::store(sums + i * TABLED + v * W, acc[i][v]);
  }
}

/** The same of all bits and up to 4 tables. */
static void addEveryBit(const TabledChunk &chunk, const uint16_t *places, const float *table, int64_t tables, bool begins, float *sums) {
  const int64_t slices = chunk.pass.serial.slices;
  int64_t slice = 0;
  const auto add = [&](auto bits, auto all) {
    constexpr int N = decltype(bits)::value;
    const uint16_t *from = places + slice;
    float *to = sums + slice * TABLED;
    if (tables == 1) addTables<N, decltype(all)::value, 1>(chunk, from, table, begins, to);
    else if (tables == 2) addTables<N, decltype(all)::value, 2>(chunk, from, table, begins, to);
    else if (tables == 3) addTables<N, decltype(all)::value, 3>(chunk, from, table, begins, to);
    else addTables<N, decltype(all)::value, 4>(chunk, from, table, begins, to);
    slice += N;
  };
  if (slices == 8) return add(Known<8>(), Known<true>());
  while (slice + 8 <= slices) add(Known<8>(), Known<false>());
  while (slice + 4 <= slices) add(Known<4>(), Known<false>());
  while (slice < slices) add(Known<1>(), Known<false>());
}

/** Sums of all rows of a chunk, [row][slice][TABLED], and the last tables whose entries are to be added, from +0 where they are the first. */
struct TabledSums {
  const float *sums;
  const uint16_t *places;
  const float *table;
  bool begins;
};

/** Converters of TABLED outputs, and their clipped conversions: fewer than 2^31, rows of a chunk times bits. */
template <bool CONVERTS>
struct TabledConverters {
  static constexpr int V = TABLED / Lanes::W;
  Converter of[V];
  Lanes::I clipped[V] = {};
  explicit TabledConverters(const float *conversion) {
    for (int v = 0; v < V; v++) of[v] = CONVERTS ? Converter::of(conversion + v * W) : Converter{};
  }
  inline __attribute__((always_inline)) F convert(F sum, int v) {
    if (!CONVERTS) return sum;
    F nearest, code;
    const F p = of[v].convert(sum, nearest, code);
    clipped[v] -= nearest != code;
    return p;
  }
  int64_t all(int64_t outputs) const {
    int64_t sum = 0;
    for (int64_t n = 0; n < TABLED && n < outputs; n++) sum += clipped[n / W][n % W];
    return sum;
  }
};

/**
 * Converts the sums of all rows of a chunk, BITS slices or, where 0, any number, after the entries of T tables are added. They wait in y,
 * or where the last ones are added, y = A_0, then y + 2^i A_i, is stored. Returns the clipped conversions.
 */
template <int BITS, int T, bool CONVERTS, bool STARTS, bool ENDS>
static int64_t landTabled(const TabledChunk &chunk, const TabledGroup &of, TabledSums from, float *y, Manner<CONVERTS, STARTS, ENDS>) {
  constexpr int V = TABLED / Lanes::W, N = BITS > 0 ? BITS : 1;
  const Pass &pass = chunk.pass;
  const int64_t slices = BITS > 0 ? BITS : pass.serial.slices, size = slices * TABLED;
  TabledConverters<CONVERTS> converters(of.conversion);
  const auto sign = Lanes::U{} + (of.negative ? 0x80000000u : 0u);
  for (int64_t row = 0; row < 4 * chunk.count; row++, from.sums += size, from.places += T * slices, y += size) {
    const Quad &quad = chunk.quads[row / 4];
    if (row % 4 < quad.from || row % 4 >= quad.to) continue;
    F acc[N][V];
    if constexpr (T > 0) {
      startSums<N>(from.sums, from.begins, acc);
      addEntries<N, T>(from.places, slices, from.table, acc);
    }
    alignas(64) float outputs[TABLED];
#pragma GCC unroll 2
    for (int v = 0; v < V; v++) {
      F total = Lanes::set(0);
      float worth = 1;
#pragma GCC unroll 8
      for (int64_t i = 0; i < slices; i++, worth *= 2) {
        const F p = converters.convert(T > 0 ? acc[i % N][v] : Lanes::load(from.sums + i * TABLED + v * W), v);
        const F before = STARTS ? Lanes::set(0) : Lanes::load(y + i * TABLED + v * W);
        const F sum = before + (F)((Lanes::U)p ^ sign);
        if (ENDS) total = i == 0 ? sum : total + Lanes::set(worth) * sum;
        else Lanes::store(y + i * TABLED + v * W, sum);
      }
      if (ENDS) Lanes::store(outputs + v * W, total);
    }
    if (ENDS) storeOutputs<TABLED>(pass, outputs, of.first, pass.y + (quad.row + row % 4) * pass.yStride);
  }
  return converters.all(pass.outputs - of.first);
}

/** The same in whichever manner. */
template <int BITS, int T>
static int64_t landEveryBit(const TabledChunk &chunk, const TabledGroup &of, const TabledSums &from, float *y) {
  const auto in = [&](auto manner) { return landTabled<BITS, T>(chunk, of, from, y, manner); };
  return inManner(of.conversion != nullptr, of.starts, of.ends, in);
}

/** TABLED outputs of all rows of a chunk. */
static int64_t tabledOutputs(const TabledChunk &chunk, int64_t first) {
  const Pass &pass = chunk.pass;
  const int64_t rows = 4 * chunk.count, slices = pass.serial.slices;
  const int64_t panel = first / PANEL, column = first % PANEL;
  float *y = scratch(0, rows * slices * TABLED);
  float *sums = scratch(6, rows * slices * TABLED);
  float *table = scratch(3, NEAR_TABLES * BYTE_TABLE);
  int64_t clipped = 0, eight = 0;
  for (int64_t g = 0; g < pass.groupCount; g++) {
    const Piece &group = pass.groups[g];
    const int64_t eights = eightsOf(group);
    for (int64_t t = 0; t < pass.termCount; t++) {
      const Term &term = pass.terms[t];
      const float *cells = term.plane->panel(panel) + column;
      const TabledGroup of = {term.conversion != nullptr ? term.conversion->at(g, panel) + column : nullptr, term.negative, first,
                            g == 0 && t == 0, g == pass.groupCount - 1 && t == pass.termCount - 1};
      // Where registers hold converters beside sums, the last tables are added when their sums land.
      const bool together = LANDED_TABLES > 0 && slices == 8 && eights > 0 && eights % NEAR_TABLES == 0;
      for (int64_t e = 0; e < eights; e += NEAR_TABLES) {
        const int64_t tables = eights - e < NEAR_TABLES ? eights - e : NEAR_TABLES;
        const uint16_t *places = chunk.places + (eight + e) * rows * slices;
        for (int64_t i = 0; i < tables; i++)
          buildByteTable(cells, group.first + 8 * (e + i), group.count - 8 * (e + i), table + i * BYTE_TABLE);
        if (together && e + tables == eights)
          clipped += landEveryBit<8, LANDED_TABLES>(chunk, of, {sums, places, table, e == 0}, y);
        else addEveryBit(chunk, places, table, tables, e == 0, sums);
      }
      if (together) continue;
      if (eights == 0) std::memset(sums, 0, rows * slices * TABLED * sizeof(float));
      const auto land = slices == 8 ? landEveryBit<8, 0> : landEveryBit<0, 0>;
      clipped += land(chunk, of, {sums, nullptr, nullptr, false}, y);
    }
    eight += eights;
  }
  return clipped;
}

/** All bits of the rows of a chunk. */
static int64_t tabledChunk(const Pass &pass, const Quad *quads, int count, const int32_t *offsets) {
  const int64_t rows = 4 * count, slices = pass.serial.slices;
  const int64_t eights = eightsOf(pass);
  uint16_t *places = reinterpret_cast<uint16_t *>(scratch(4, (rows * eights * slices + 1) / 2));
  overCodes<NEAR_TABLES>(pass, quads, count, offsets, [&](const Eight *codes, int64_t groups, int64_t place) {
    bytePlacesOf(pass.serial, codes, groups, places + place * slices);
  });
  const TabledChunk chunk = {pass, quads, count, places};
  int64_t clipped = 0;
  for (int64_t first = 0; first < pass.outputs; first += TABLED) clipped += tabledOutputs(chunk, first);
  return clipped;
}
