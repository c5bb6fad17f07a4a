// Every slice of a code driven by itself: the rows of a pass in chunks, by permutation or by lookup.

/** Quads of one chunk: the tables of a panel are built anew for each. */
constexpr int SERIAL_CHUNK = Lanes::TABLED_QUADS > 64 ? 64 : 128;

template <class L>
static int64_t serialRows(const Pass &pass) {
  const auto chunk = [&](const Quad *quads, int count, const int32_t *offsets) {
    const bool bits = pass.serial.sliceBits == 1 && !pass.serial.isSigned && pass.groupCount > 0;
    if (bits && count >= L::TABLED_QUADS) return byteChunk<L>(pass, quads, count, offsets);
    if constexpr (L::PERMUTES)
      if (bits) return permuteChunk<L>(pass, quads, count, offsets);
    return serialChunk(pass, quads, count, offsets);
  };
  int64_t clipped = 0;
  if (pass.window == nullptr) {
    overRows<SERIAL_CHUNK>(pass, 1, [&](const Quad *quads, int count) { clipped += chunk(quads, count, nullptr); });
    return clipped;
  }
  int32_t *offsets = reinterpret_cast<int32_t *>(scratch(2, pass.inputs));
  patchOffsets(*pass.window, paddedOf(*pass.window).width, offsets);
  overPatches<SERIAL_CHUNK>(pass, 1, [&](const Quad *quads, int count) { clipped += chunk(quads, count, offsets); });
  return clipped;
}

static int64_t serialPass(const Pass &pass) { return serialRows<Lanes>(pass); }
