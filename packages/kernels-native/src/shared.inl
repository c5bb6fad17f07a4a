// What a column tile's outputs have in common: values that are added after the last term of a row group, such as a reference column's.

/** The column tile of a whole panel, -1 where it has several. */
static inline int32_t onlyTile(const Pass &pass, int64_t panel) {
  const int64_t first = panel * PANEL;
  const int64_t last = first + PANEL < pass.outputs ? first + PANEL : pass.outputs;
  // Tiles are pieces: where both ends belong to one, so does everything between. Lanes that are no outputs are not stored.
  return pass.sharedTile[first] == pass.sharedTile[last - 1] ? pass.sharedTile[first] : -1;
}

/** The values of a column tile for the rows of a chunk, with the sign they are added with; 0 for rows that are padding. */
static void sharedRows(const Pass &pass, const Quad *quads, int count, int64_t g, int32_t tile, float *out) {
  const int64_t step = pass.groupCount * pass.sharedTiles;
  const float *first = pass.shared + g * pass.sharedTiles + tile;
  const bool negative = pass.sharedNegative;
  for (int q = 0; q < count; q++, out += 4) {
    const float *values = first + quads[q].row * step;
    const int to = quads[q].to;
    float four[4] = {};
    if (to == 4)
      for (int r = 0; r < 4; r++) four[r] = values[r * step];
    else
      for (int r = 0; r < to; r++) four[r] = values[r * step];
    for (int r = 0; r < 4; r++) out[r] = negative ? -four[r] : four[r];
  }
}

/** The same for a panel of several tiles, [row][16]. */
static void sharedLanes(const Pass &pass, const Quad *quads, int count, int64_t g, int64_t panel, float *out) {
  const int64_t first = panel * PANEL;
  const int64_t width = pass.outputs - first < PANEL ? pass.outputs - first : PANEL;
  for (int q = 0; q < count; q++)
    for (int r = 0; r < 4; r++, out += PANEL) {
      const float *values = pass.shared + ((quads[q].row + r) * pass.groupCount + g) * pass.sharedTiles;
      for (int64_t n = 0; n < PANEL; n++) {
        const float value = r < quads[q].to && n < width ? values[pass.sharedTile[first + n]] : 0;
        out[n] = pass.sharedNegative ? -value : value;
      }
    }
}

/** What is added to the sums of the rows of a chunk and one panel: nothing, a number for each row, or one for each row and output. */
struct Shared {
  const float *rows;
  const float *lanes;
};

/** Whether a panel and the next have the same number for each row. */
static inline bool sharedAlike(const Pass &pass, int64_t panel) {
  return pass.shared != nullptr && onlyTile(pass, panel) >= 0 && onlyTile(pass, panel) == onlyTile(pass, panel + 1);
}

/** Those of one row group, written to `memory` [rows][16]. */
static Shared sharedOf(const Pass &pass, const Quad *quads, int count, int64_t g, int64_t panel, float *memory) {
  if (pass.shared == nullptr) return {nullptr, nullptr};
  const int32_t tile = onlyTile(pass, panel);
  if (tile < 0) {
    sharedLanes(pass, quads, count, g, panel, memory);
    return {nullptr, memory};
  }
  sharedRows(pass, quads, count, g, tile, memory);
  return {memory, nullptr};
}
