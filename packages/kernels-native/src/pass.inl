// The fused pass of docs/numerics.md section 12: sums, conversion, accumulation over row groups, planes and slices, gain, bias.

/** One row group of one term for Q quads and P panels; `after` is null, or for every panel null or what its rows add last. */
template <int Q, int P, bool OFFSETS>
static int64_t block(const Pass &pass, const Term &term, int64_t g, const Quad *quads, const int32_t *offsets,
                     int64_t panel, float *y, int64_t yRow, const float *const *after, int first) {
  const Piece &group = pass.groups[g];
  const float *panels[P];
  for (int p = 0; p < P; p++) panels[p] = term.plane->panel(panel + p);
  F acc[4 * Q][P * VECTORS];
  sumRows<Q, P, OFFSETS>(quads, offsets, group.first, group.count, panels, acc);
  int64_t clipped = 0;
#pragma GCC unroll 3
  for (int p = 0; p < P; p++) {
    const uint32_t lanes = lanesOf(pass.outputs, panel + p);
    const float *conversion = term.conversion ? term.conversion->at(g, panel + p) : nullptr;
    const float *last = after != nullptr && after[p] != nullptr ? after[p] + first : nullptr;
#pragma GCC unroll 8
    for (int r = 0; r < 4 * Q; r++) {
      const Quad &quad = quads[r / 4];
      const uint32_t out = emitPanel(&acc[r][p * VECTORS], conversion, term.negative, y + r * yRow + p * PANEL,
                                     last != nullptr ? last + r : nullptr);
      if (r % 4 >= quad.from && r % 4 < quad.to) clipped += __builtin_popcount(out & lanes);
    }
  }
  return clipped;
}

template <bool OFFSETS>
static int64_t eightsBlock(const Pass &pass, const Term &term, int64_t g, const Quad &quad, const int32_t *offsets,
                           int64_t panel, float *y, int64_t yRow, const float *after) {
  const Piece &group = pass.groups[g];
  F acc[4][VECTORS];
  sumEights<OFFSETS>(quad, offsets, group.first, group.count, term.plane->panel(panel), acc);
  const float *conversion = term.conversion ? term.conversion->at(g, panel) : nullptr;
  int64_t clipped = 0;
  for (int r = 0; r < 4; r++) {
    const uint32_t out = emitPanel(acc[r], conversion, term.negative, y + r * yRow,
                                   after != nullptr ? after + r : nullptr);
    if (r >= quad.from && r < quad.to) clipped += __builtin_popcount(out & lanesOf(pass.outputs, panel));
  }
  return clipped;
}

/** All quads of a chunk for one term, row group and P panels. */
template <int P, bool OFFSETS>
static int64_t blocks(const Pass &pass, const Term &term, int64_t g, const Quad *quads, int count,
                      const int32_t *offsets, int64_t panel, float *y, int64_t yRow, const float *const *after) {
  int64_t clipped = 0;
  int q = 0;
  if (P == 1 && pass.eights) {
    for (; q < count; q++)
      clipped += eightsBlock<OFFSETS>(pass, term, g, quads[q], offsets, panel, y + 4 * q * yRow, yRow,
                                      after != nullptr && after[0] != nullptr ? after[0] + 4 * q : nullptr);
    return clipped;
  }
  for (; q + Lanes::QUADS <= count; q += Lanes::QUADS)
    clipped += block<Lanes::QUADS, P, OFFSETS>(pass, term, g, quads + q, offsets, panel, y + 4 * q * yRow, yRow,
                                                 after, 4 * q);
  for (; q < count; q++)
    clipped += block<1, P, OFFSETS>(pass, term, g, quads + q, offsets, panel, y + 4 * q * yRow, yRow, after, 4 * q);
  return clipped;
}

/** P panels of a chunk from the sums to the outputs. */
template <int P, bool OFFSETS>
static int64_t panels(const Pass &pass, const Quad *quads, int count, const int32_t *offsets, int64_t panel) {
  const int64_t slots = pass.separate ? pass.groupCount : 1;
  const int64_t yRow = slots * P * PANEL;
  const int64_t floats = 4 * count * yRow;
  float *y = scratch(0, floats);
  float shared[P][4 * CHUNK];
  std::memset(y, 0, floats * sizeof(float));
  int64_t clipped = 0;
  for (int64_t g = 0; g < pass.groupCount; g++) {
    float *at = y + (pass.separate ? g * P * PANEL : 0);
    const float *after[P];
    for (int p = 0; p < P && pass.shared != nullptr; p++) {
      const int32_t tile = onlyTile(pass, panel + p);
      after[p] = tile < 0 ? nullptr : shared[p];
      if (tile >= 0) sharedRows(pass, quads, count, g, tile, shared[p]);
    }
    for (int64_t t = 0; t < pass.termCount; t++)
      clipped += blocks<P, OFFSETS>(pass, pass.terms[t], g, quads, count, offsets, panel, at, yRow,
                                    pass.shared != nullptr && t == pass.termCount - 1 ? after : nullptr);
    for (int p = 0; p < P && pass.shared != nullptr; p++) {
      if (after[p] != nullptr) continue;
      for (int q = 0; q < count; q++)
        for (int r = quads[q].from; r < quads[q].to; r++)
          share(pass, quads[q].row + r, g, panel + p, at + (4 * q + r) * yRow + p * PANEL);
    }
  }
  for (int q = 0; q < count; q++)
    for (int r = quads[q].from; r < quads[q].to; r++)
      for (int64_t slot = 0; slot < slots; slot++)
        for (int p = 0; p < P; p++)
          storePanel(pass, y + (4 * q + r) * yRow + (slot * P + p) * PANEL, panel + p,
                     pass.y + (quads[q].row + r) * pass.yStride + slot * pass.outputs);
  return clipped;
}

template <bool OFFSETS>
static int64_t chunk(const Pass &pass, const Quad *quads, int count, const int32_t *offsets) {
  if (pass.outputs <= NARROW && !pass.eights) return narrowChunk<OFFSETS>(pass, quads, count, offsets);
  const int64_t all = panelsOf(pass.outputs);
  const int64_t most = pass.eights ? 1 : Lanes::PANELS;
  int64_t clipped = 0;
  for (int64_t panel = 0; panel < all;) {
    const int64_t left = all - panel;
    // Four panels are two and two: three and one would leave registers idle.
    const int64_t width = most < 3 ? most : left == 4 ? 2 : left < most ? left : most;
    if (width == 3) clipped += panels<(Lanes::PANELS >= 3 ? 3 : 1), OFFSETS>(pass, quads, count, offsets, panel);
    else if (width == 2) clipped += panels<(Lanes::PANELS >= 2 ? 2 : 1), OFFSETS>(pass, quads, count, offsets, panel);
    else clipped += panels<1, OFFSETS>(pass, quads, count, offsets, panel);
    panel += width;
  }
  return clipped;
}

static int64_t pass(const Pass &pass) {
  int64_t clipped = 0;
  if (pass.serial.slices > 0) return serialPass(pass);
  if (pass.window == nullptr) {
    overRows<CHUNK>(pass, 1, [&](const Quad *quads, int count) { clipped += chunk<false>(pass, quads, count, nullptr); });
    return clipped;
  }
  int32_t *offsets = reinterpret_cast<int32_t *>(scratch(2, pass.inputs));
  patchOffsets(*pass.window, paddedOf(*pass.window).width, offsets);
  overPatches<CHUNK>(pass, 1, [&](const Quad *quads, int count) { clipped += chunk<true>(pass, quads, count, offsets); });
  return clipped;
}
