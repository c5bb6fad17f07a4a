// Numbers of cells, 4 W at a time: docs/numerics.md sections 4, 9 and 10.

enum class Draw { normals, uniforms };

/** The block of each lane, so that four words of W blocks interleave without crossing parts of 4 lanes. */
static inline U blockOfLane() {
  U lanes{};
  for (int lane = 0; lane < W; lane++) lanes[lane] = (W / 4) * (lane % 4) + lane / 4;
  return lanes;
}

template <Draw D>
static inline void numbers(const Schedule &schedule, U (&counter)[4], float *out) {
  threefry(schedule, counter);
  if constexpr (D == Draw::uniforms) {
    Lanes::interleave(uniformOf(counter[0]), uniformOf(counter[1]), uniformOf(counter[2]), uniformOf(counter[3]), out);
  } else {
    const F minusTwo = Lanes::set(-2.0f);
    F z[4];
    for (int i = 0; i < 4; i += 2) {
      const F radius = Lanes::sqrt(minusTwo * log32(uniformOf(counter[i])));
      polar(radius, counter[i + 1], z[i], z[i + 1]);
    }
    Lanes::interleave(z[0], z[1], z[2], z[3], out);
  }
}

/** Numbers of `blocks` neighbouring blocks from `first` on: whole vectors, so `out` has room for 4 W - 4 more. */
template <Draw D>
static void fillBlocks(const Schedule &schedule, uint32_t first, const uint32_t *rest, int64_t blocks, float *out) {
  const U lanes = blockOfLane();
  for (int64_t b = 0; b < blocks; b += W) {
    U counter[4] = {lanes + (first + static_cast<uint32_t>(b)), every(rest[0]), every(rest[1]), every(rest[2])};
    numbers<D>(schedule, counter, out + 4 * b);
  }
}

/** Numbers of rows [row, row + rows) with `blocks` blocks each, row after row; room as above. */
template <Draw D>
static void fillRows(const Schedule &schedule, uint32_t row, int64_t rows, int64_t blocks, const uint32_t *rest,
                     float *out) {
  const U lanes = blockOfLane();
  uint32_t columns[W], lines[W];
  int64_t block = 0;
  uint32_t line = row;
  for (int64_t b = 0; b < rows * blocks; b += W) {
    U counter[4] = {lanes + static_cast<uint32_t>(block), every(line), every(rest[0]), every(rest[1])};
    if (block + W <= blocks) {
      block += W;
    } else {
      for (int i = 0; i < W; i++) {
        if (block == blocks) block = 0, line++;
        columns[i] = static_cast<uint32_t>(block++);
        lines[i] = line;
      }
      for (int lane = 0; lane < W; lane++) {
        const int of = (W / 4) * (lane % 4) + lane / 4;
        counter[0][lane] = columns[of];
        counter[1][lane] = lines[of];
      }
    }
    if (block == blocks) block = 0, line++;
    numbers<D>(schedule, counter, out + 4 * b);
  }
}

template <Draw D>
static void fillCells(const Cells &cells, float *out) {
  const Schedule schedule = scheduleOf(cells.key);
  const int64_t skip = cells.first & 3;
  const int64_t blocks = (skip + cells.count + 3) / 4;
  float *values = scratch(5, 4 * (blocks + W));
  fillBlocks<D>(schedule, static_cast<uint32_t>(cells.first >> 2), cells.counter, blocks, values);
  std::memcpy(out, values + skip, cells.count * sizeof(float));
}

static void normals(const Cells &cells, float *out) { fillCells<Draw::normals>(cells, out); }
static void uniforms(const Cells &cells, float *out) { fillCells<Draw::uniforms>(cells, out); }
