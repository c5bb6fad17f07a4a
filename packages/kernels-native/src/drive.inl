// Every slice of a code driven by itself: the rows of a pass in chunks, by permutation or by lookup.

/** Quads of one chunk: tables are built anew for each, those of 8 rows at a higher price. */
constexpr int SERIAL_CHUNK = 64, TABLED_CHUNK = 128;

/** Whether slices are bits without sign. */
static inline bool ofBits(const Pass &pass) {
  return pass.serial.sliceBits == 1 && !pass.serial.isSigned && pass.groupCount > 0;
}

/** Whether so many input rows amortise tables of 8 rows, which cost the same for one bit as for eight. */
template <class L>
static bool amortised(const Pass &pass, int64_t rows) {
  return rows * (pass.serial.slices < 8 ? pass.serial.slices : 8) >= 8 * L::TABLED_ROWS;
}

/** Whether tables of 8 rows pay: for many input rows, most of which count. */
template <class L>
static bool tabled(const Pass &pass, const Quad *quads, int count) {
  int64_t rows = 0;
  for (int q = 0; q < count; q++) rows += quads[q].to - quads[q].from;
  return amortised<L>(pass, rows) && rows >= 2 * count;
}

template <class L, int CHUNK_QUADS>
static int64_t serialRows(const Pass &pass) {
  const auto chunk = [&](const Quad *quads, int count, const int32_t *offsets) {
    const bool bits = ofBits(pass);
    if (bits && tabled<L>(pass, quads, count)) return tabledChunk(pass, quads, count, offsets);
    if constexpr (L::PERMUTES)
      if (bits) return permuteChunk<L>(pass, quads, count, offsets);
    return serialChunk(pass, quads, count, offsets);
  };
  int64_t clipped = 0;
  if (pass.window == nullptr) {
    overRows<CHUNK_QUADS>(pass, 1, [&](const Quad *quads, int count) { clipped += chunk(quads, count, nullptr); });
    return clipped;
  }
  int32_t *offsets = reinterpret_cast<int32_t *>(scratch(2, pass.inputs));
  patchOffsets(*pass.window, paddedOf(*pass.window).width, offsets);
  overPatches<CHUNK_QUADS>(pass, 1, [&](const Quad *quads, int count) { clipped += chunk(quads, count, offsets); });
  return clipped;
}

static int64_t serialPass(const Pass &pass) {
  const bool many = ofBits(pass) && amortised<Lanes>(pass, pass.count);
  return many ? serialRows<Lanes, TABLED_CHUNK>(pass) : serialRows<Lanes, SERIAL_CHUNK>(pass);
}
