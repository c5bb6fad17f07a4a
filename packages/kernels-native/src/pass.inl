// The fused pass of docs/numerics.md section 12: sums, conversion, accumulation over row groups, planes and slices, gain, bias.

/** One row group for Q quads and P panels, the first of them row `row` of the chunk. */
template <int Q, int P, bool OFFSETS>
static int64_t block(const Piece &group, const Quad *quads, const int32_t *offsets, const float *const *panels, int row,
                     const Landing *to) {
  F sums[4 * Q][P * VECTORS];
  {
    // Sums that loops index stay in memory, so those in work are others.
    F acc[4 * Q][P * VECTORS];
    sumRows<Q, P, OFFSETS>(quads, offsets, group.first, group.count, panels, acc);
#pragma GCC unroll 12
    for (int r = 0; r < 4 * Q; r++)
#pragma GCC unroll 12
      for (int v = 0; v < P * VECTORS; v++) sums[r][v] = acc[r][v];
  }
  int64_t clipped = 0;
#pragma GCC unroll 3
  for (int p = 0; p < P; p++) clipped += land<Q, P * VECTORS>(&sums[0][p * VECTORS], to[p], quads, row);
  return clipped;
}

template <bool OFFSETS>
static int64_t eightsBlock(const Piece &group, const Quad &quad, const int32_t *offsets, const float *panel, int row,
                           const Landing &to) {
  F acc[4][VECTORS];
  sumEights<OFFSETS>(quad, offsets, group.first, group.count, panel, acc);
  return land<1, VECTORS>(acc[0], to, &quad, row);
}

/** All quads of a chunk for one term, row group and P panels. */
template <int P, bool OFFSETS>
static int64_t blocks(const Pass &pass, const Piece &group, const Quad *quads, int count, const int32_t *offsets,
                      const float *const *panels, const Landing *to) {
  int64_t clipped = 0;
  int q = 0;
  if (P == 1 && pass.eights) {
    for (; q < count; q++) clipped += eightsBlock<OFFSETS>(group, quads[q], offsets, panels[0], 4 * q, to[0]);
    return clipped;
  }
  for (; q + Lanes::QUADS <= count; q += Lanes::QUADS)
    clipped += block<Lanes::QUADS, P, OFFSETS>(group, quads + q, offsets, panels, 4 * q, to);
  for (; q < count; q++) clipped += block<1, P, OFFSETS>(group, quads + q, offsets, panels, 4 * q, to);
  return clipped;
}

/** P panels of a chunk from the sums to the outputs. */
template <int P, bool OFFSETS>
static int64_t panels(const Pass &pass, const Quad *quads, int count, const int32_t *offsets, int64_t panel) {
  const int64_t yRow = P * PANEL, floats = 4 * count * yRow;
  float *y = scratch(0, 2 * floats);
  int64_t clipped = 0;
  for (int64_t g = 0; g < pass.groupCount; g++) {
    Shared shared[P];
    for (int p = 0; p < P; p++) {
      const bool alike = p > 0 && sharedAlike(pass, panel + p - 1);
      shared[p] = alike ? shared[p - 1] : sharedOf(pass, quads, count, g, panel + p, y + floats + p * 4 * count * PANEL);
    }
    for (int64_t t = 0; t < pass.termCount; t++) {
      const float *cells[P];
      for (int p = 0; p < P; p++) cells[p] = pass.terms[t].plane->panel(panel + p);
      const auto to = [&](int p) { return landingOf(pass, g, t, panel + p, y + p * PANEL, yRow, shared[p]); };
      const Landing landings[] = {to(0), to(P > 1 ? 1 : 0), to(P > 2 ? 2 : 0)};
      clipped += blocks<P, OFFSETS>(pass, pass.groups[g], quads, count, offsets, cells, landings);
    }
  }
  return clipped;
}

/** Outputs of a chunk without any sums. */
static void emptyChunk(const Pass &pass, const Quad *quads, int count) {
  const float zeros[PANEL] = {};
  const int64_t slots = pass.separate ? pass.groupCount : 1;
  for (int q = 0; q < count; q++)
    for (int r = quads[q].from; r < quads[q].to; r++)
      for (int64_t slot = 0; slot < slots; slot++)
        for (int64_t panel = 0; panel < panelsOf(pass.outputs); panel++)
          storePanel(pass, zeros, panel, pass.y + (quads[q].row + r) * pass.yStride + slot * pass.outputs);
}

template <bool OFFSETS>
static int64_t chunk(const Pass &pass, const Quad *quads, int count, const int32_t *offsets) {
  if (pass.groupCount == 0 || pass.termCount == 0) return emptyChunk(pass, quads, count), 0;
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
