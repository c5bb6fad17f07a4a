// Bits of codes by permutation, where a register holds a whole table: the 16 sums that four rows of one output can give. The lanes are
// input rows; a word holds all bits of a row's four codes, four bits a slice. The order of summation is that of serial.inl.

/** Outputs and bits whose sums stay in registers. */
constexpr int PERMUTED = 8;
constexpr int PAIR = 2;
/** Bits of one word of nibbles. */
constexpr int WORD_BITS = 8;
/** Floats of the tables of 8 rows for one block of outputs: [half][output][entry]. */
constexpr int EIGHT_TABLES = 2 * PERMUTED * 16;

/** Codes of up to 64 quads, their nibbles [16 rows][group of 8][word][half][row]. */
struct NibbleChunk {
  const Pass &pass;
  const Quad *quads;
  int count;
  int64_t eights, words;
  const uint32_t *nibbles;
};

#ifdef __clang__
#define SHUFFLED(x, ...) __builtin_shufflevector(x, x, __VA_ARGS__)
#else
#define SHUFFLED(x, ...) __builtin_shuffle(x, Eight{__VA_ARGS__})
#endif

/** Nibble b of word h holds bit b of the codes of half h; bits beyond the eighth are dropped. */
static inline void spreadCodes(Eight codes, uint32_t *low, uint32_t *high) {
  Eight x = codes & 0xff;
  x = (x | x << 12) & 0x000f000f;
  x = (x | x << 6) & 0x03030303;
  x = (x | x << 3) & 0x11111111;
  x = x << Eight{0, 1, 2, 3, 0, 1, 2, 3};
  x |= SHUFFLED(x, 1, 0, 3, 2, 5, 4, 7, 6);
  x |= SHUFFLED(x, 2, 3, 0, 1, 6, 7, 4, 5);
  *low = static_cast<uint32_t>(x[0]);
  *high = static_cast<uint32_t>(x[4]);
}

/** Writes the nibbles of one row of a chunk. */
static void nibblesOf(const NibbleChunk &chunk, const float *from, const int32_t *offsets, uint32_t *to) {
  for (int64_t g = 0; g < chunk.pass.groupCount; g++) {
    const Piece &group = chunk.pass.groups[g];
    for (int64_t k = 0; k < group.count; k += 8) {
      const int64_t first = group.first + k;
      const Eight codes = offsets != nullptr ? gatherCodes(from, offsets + first, group.count - k)
                                             : gatherCodes(from + first, nullptr, group.count - k);
      for (int word = 0; word < chunk.words; word++, to += 2 * W)
        spreadCodes(codes >> (WORD_BITS * word), to, to + W);
    }
  }
}

/** Tables of a row group for the first 8 outputs at `panel`: [group of 8][half][output][entry], each added up row by row from 0. */
static void buildOutputTables(const float *panel, const Piece &group, float *table) {
  F bits[4];
#pragma GCC unroll 4
  for (int row = 0; row < 4; row++)
    for (int entry = 0; entry < 16; entry++) bits[row][entry & (W - 1)] = static_cast<float>(entry >> row & 1);
  for (int64_t k = 0; k < eightsOf(group) * 8; k += 4, table += PERMUTED * 16) {
    const float *cells = panel + (group.first + k) * PANEL;
    float missing[4 * PANEL] = {};
    if (k + 4 > group.count) {
      for (int64_t row = 0; k + row < group.count; row++)
        std::memcpy(missing + row * PANEL, cells + row * PANEL, PERMUTED * sizeof(float));
      cells = missing;
    }
#pragma GCC unroll 8
    for (int output = 0; output < PERMUTED; output++) {
      F sums = Lanes::set(0);
#pragma GCC unroll 4
      for (int row = 0; row < 4; row++) sums = sums + bits[row] * Lanes::set(cells[row * PANEL + output]);
      Lanes::store(table + output * 16, sums);
    }
  }
}

/** Sums of 8 outputs and N bits of 16 input rows over the groups of 8 of a row group, from bit `first` of a word on. */
template <class L, int N>
static inline __attribute__((always_inline)) void permuteSums(const uint32_t *nibbles, int64_t stride, int first,
                                                              int64_t eights, const float *table,
                                                              F (&acc)[PERMUTED][N]) {
  typename L::U shift[N];
#pragma GCC unroll 2
  for (int i = 0; i < N; i++) shift[i] = typename L::U{} + static_cast<uint32_t>(4 * (first + i));
#pragma GCC unroll 8
  for (int output = 0; output < PERMUTED; output++)
#pragma GCC unroll 2
    for (int i = 0; i < N; i++) acc[output][i] = L::set(0);
  for (int64_t e = 0; e < eights; e++, nibbles += stride, table += EIGHT_TABLES) {
    typename L::U low[N], high[N];
#pragma GCC unroll 2
    for (int i = 0; i < N; i++) {
      low[i] = L::loadWords(nibbles) >> shift[i];
      high[i] = L::loadWords(nibbles + W) >> shift[i];
    }
#pragma GCC unroll 8
    for (int output = 0; output < PERMUTED; output++) {
      F lower = L::load(table + output * 16), upper = L::load(table + (PERMUTED + output) * 16);
      // Loaded once for all bits: as operands of the permutations they would be what the loop waits for.
      L::keep(lower);
      L::keep(upper);
#pragma GCC unroll 2
      for (int i = 0; i < N; i++)
        acc[output][i] = acc[output][i] + L::sum(L::permute(lower, low[i]), L::permute(upper, high[i]));
    }
  }
}

/** Where sums of 16 input rows go: y is [output][bit][row], from +0 where `first`. */
struct BitsOut {
  const Emission &emission;
  int outputs;
  bool first;
  float *y;
  int64_t yOutput;
};

/** N bits of 16 input rows and up to 8 outputs. Returns the clipped conversions of the rows in `lanes`. */
template <class L, int N>
static int64_t permuteBits(const uint32_t *nibbles, int64_t stride, int first, int64_t eights, const float *table,
                           const BitsOut &out) {
  F acc[PERMUTED][N];
  permuteSums<L, N>(nibbles, stride, first, eights, table, acc);
  const Emission &emission = out.emission;
  const bool converts = emission.conversion != nullptr;
  const typename L::U sign = typename L::U{} + (emission.negative ? 0x80000000u : 0u);
  int64_t clipped = 0;
#pragma GCC unroll 8
  for (int output = 0; output < PERMUTED; output++) {
    if (output >= out.outputs) break;
    float *to = out.y + output * out.yOutput;
    if (converts) {
      const Converter converter = Converter::spread(emission.conversion + output);
#pragma GCC unroll 2
      for (int i = 0; i < N; i++) {
        F nearest, code;
        acc[output][i] = converter.convert(acc[output][i], nearest, code);
        clipped += __builtin_popcount(L::differ(nearest, code) & emission.lanes);
      }
    }
#pragma GCC unroll 2
    for (int i = 0; i < N; i++) {
      const F p = (F)((typename L::U)acc[output][i] ^ sign);
      L::store(to + i * W, (out.first ? L::set(0) : L::load(to + i * W)) + p);
    }
  }
  return clipped;
}

/** Lanes of the quads [first, first + 4) of a chunk that count. */
static uint32_t countedLanes(const NibbleChunk &chunk, int first) {
  uint32_t lanes = 0;
  for (int q = first; q < chunk.count && q < first + LANE_QUADS; q++)
    for (int r = chunk.quads[q].from; r < chunk.quads[q].to; r++) lanes |= 1u << (4 * (q - first) + r);
  return lanes;
}

/** Adds the bits of up to 8 outputs up, y = A_0, then y + 2^i A_i, and stores them row by row; `q` is the first quad of the rows. */
template <class L>
static void storeBits(const NibbleChunk &chunk, int q, int64_t first, int outputs, const float *y) {
  const Pass &pass = chunk.pass;
  const int64_t slices = pass.serial.slices;
  alignas(64) float turned[4 * W];
  for (int output = 0; output < outputs; output += 4, first += 4) {
    const int width = outputs - output < 4 ? outputs - output : 4;
    F sums[4] = {};
    for (int i = 0; i < width; i++, y += slices * W) {
      sums[i] = L::load(y);
      for (int64_t bit = 1; bit < slices; bit++)
        sums[i] = sums[i] + L::set(static_cast<float>(1u << bit)) * L::load(y + bit * W);
      if (pass.gain != nullptr) sums[i] = sums[i] * L::set(pass.gain[first + i]);
      if (pass.bias != nullptr) sums[i] = sums[i] + L::set(pass.bias[first + i]);
    }
    L::interleave(sums[0], sums[1], sums[2], sums[3], turned);
    for (int lane = 0; lane < LANE_QUADS; lane++) {
      if (q + lane >= chunk.count) break;
      const Quad &quad = chunk.quads[q + lane];
      for (int r = quad.from; r < quad.to; r++) {
        float *out = pass.y + (quad.row + r) * pass.yStride + first;
        const float *from = turned + r * W + lane * 4;
        if (width == 4) std::memcpy(out, from, 4 * sizeof(float));
        else std::memcpy(out, from, width * sizeof(float));
      }
    }
  }
}

/** Which sums of a chunk are formed: 8 outputs from `first` on of one term and row group, whose first group of 8 is `eight`. */
struct PermutedGroup {
  const Term &term;
  int64_t group, eight, first;
  /** Nothing stands in y yet; nothing is added to it any more. */
  bool starts, ends;
};

/** Those sums for all rows of a chunk; `yBlock` is the distance of 16 rows in y. */
template <class L>
static int64_t permuteGroup(const NibbleChunk &chunk, const PermutedGroup &of, float *y, int64_t yBlock) {
  const Pass &pass = chunk.pass;
  const Piece &group = pass.groups[of.group];
  const int64_t eights = eightsOf(group), slices = pass.serial.slices, left = pass.outputs - of.first;
  const int64_t panel = of.first / PANEL, column = of.first % PANEL;
  const int outputs = static_cast<int>(left < PERMUTED ? left : PERMUTED);
  float *table = scratch(3, eights * EIGHT_TABLES);
  buildOutputTables(of.term.plane->panel(panel) + column, group, table);
  const float *conversion = of.term.conversion ? of.term.conversion->at(of.group, panel) + column : nullptr;
  const int64_t stride = chunk.words * 2 * W;
  int64_t clipped = 0;
  for (int q = 0; q < chunk.count; q += LANE_QUADS, y += yBlock) {
    const Emission emission = {conversion, of.term.negative, countedLanes(chunk, q)};
    const uint32_t *nibbles = chunk.nibbles + (q / LANE_QUADS * chunk.eights + of.eight) * stride;
    for (int64_t bit = 0; bit < slices; bit += PAIR) {
      const uint32_t *word = nibbles + bit / WORD_BITS * 2 * W;
      const int from = static_cast<int>(bit % WORD_BITS);
      const auto bits = slices - bit == 1 ? permuteBits<L, 1> : permuteBits<L, PAIR>;
      clipped += bits(word, stride, from, eights, table, {emission, outputs, of.starts, y + bit * W, slices * W});
    }
    if (of.ends) storeBits<L>(chunk, q, of.first, outputs, y);
  }
  return clipped;
}

/** All bits of the rows of a chunk. */
template <class L>
static int64_t permuteChunk(const Pass &pass, const Quad *quads, int count, const int32_t *offsets) {
  const int64_t blocks = (count + LANE_QUADS - 1) / LANE_QUADS;
  const int64_t words = (pass.serial.slices + WORD_BITS - 1) / WORD_BITS;
  const int64_t eights = eightsOf(pass);
  const int64_t block = eights * words * 2 * W;
  uint32_t *nibbles = reinterpret_cast<uint32_t *>(scratch(4, blocks * block));
  const NibbleChunk chunk = {pass, quads, count, eights, words, nibbles};
  if (count % LANE_QUADS != 0) std::memset(nibbles + (blocks - 1) * block, 0, block * sizeof(uint32_t));
  for (int row = 0; row < 4 * count; row++)
    nibblesOf(chunk, quads[row / 4].x + row % 4 * quads[row / 4].stride, offsets, nibbles + row / W * block + row % W);
  const int64_t last = pass.groupCount * pass.termCount - 1;
  // What starts and ends at once needs no sums of other rows to wait.
  const int64_t yBlock = last == 0 ? 0 : PERMUTED * pass.serial.slices * W;
  float *y = scratch(0, (blocks - 1) * yBlock + PERMUTED * pass.serial.slices * W);
  int64_t clipped = 0;
  for (int64_t first = 0; first < pass.outputs; first += PERMUTED) {
    int64_t eight = 0, step = 0;
    for (int64_t g = 0; g < pass.groupCount; g++) {
      for (int64_t t = 0; t < pass.termCount; t++, step++)
        clipped += permuteGroup<L>(chunk, {pass.terms[t], g, eight, first, step == 0, step == last}, y, yBlock);
      eight += eightsOf(pass.groups[g]);
    }
  }
  return clipped;
}
