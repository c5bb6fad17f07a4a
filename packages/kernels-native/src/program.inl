// Programming of a plane: numbers, law, clip and stuck cells of a few rows at a time, all in the first cache.

/** Cells in work at a time, about. */
constexpr int64_t RUN = 4096;

/** Numbers of rows, packed: [rows x outputs] from the start of `out`. */
template <Draw D>
static void drawRows(const Schedule &schedule, const Programming &p, int64_t group, int64_t row, int64_t rows, float *out) {
  const uint32_t rest[2] = {static_cast<uint32_t>(p.firstGroup + group) << 16, p.polarity << 24 | p.slice << 16 | p.copy};
  const int64_t blocks = (p.outputs + 3) / 4;
  fillRows<D>(schedule, static_cast<uint32_t>(p.firstRow + row), rows, blocks, rest, out);
  if (p.outputs % 4 == 0) return;
  for (int64_t r = 1; r < rows; r++) std::memmove(out + r * p.outputs, out + r * 4 * blocks, p.outputs * sizeof(float));
}

static void applyAny(const Programming &p, const float *target, const float *random, float *out, int64_t count) {
  switch (p.law) {
    case Law::exact: return applyLaw<Law::exact>(p, target, random, out, count);
    case Law::additive: return applyLaw<Law::additive>(p, target, random, out, count);
    case Law::proportional: return applyLaw<Law::proportional>(p, target, random, out, count);
    case Law::lognormal: return applyLaw<Law::lognormal>(p, target, random, out, count);
    case Law::resistance: return applyLaw<Law::resistance>(p, target, random, out, count);
    case Law::polynomial: return applyLaw<Law::polynomial>(p, target, random, out, count);
    case Law::saturating: return applyLaw<Law::saturating>(p, target, random, out, count);
    case Law::moments:
    case Law::pairs: return applyTable(p, target, random, out, count);
  }
}

static void program(const Programming &p) {
  const Schedule schedule = scheduleOf(p.key);
  const Schedule stuck = scheduleOf(p.stuckKey != nullptr ? p.stuckKey : p.key);
  const int64_t width = (p.outputs + 3) / 4 * 4;
  const int64_t together = RUN / width > 0 ? RUN / width : 1;
  float *random = scratch(5, together * width + 8 * W);
  for (int64_t group = 0; group < p.groups; group++)
    for (int64_t row = 0; row < p.inputs; row += together) {
      const int64_t rows = p.inputs - row < together ? p.inputs - row : together;
      const int64_t first = (group * p.inputs + row) * p.outputs;
      const int64_t count = rows * p.outputs;
      if (p.law != Law::exact) {
        if (p.uniforms) drawRows<Draw::uniforms>(schedule, p, group, row, rows, random);
        else drawRows<Draw::normals>(schedule, p, group, row, rows, random);
      }
      applyAny(p, p.target + first, random, p.out + first, count);
      if (p.stuckKey == nullptr) continue;
      drawRows<Draw::uniforms>(stuck, p, group, row, rows, random);
      applyStuck(p, random, p.out + first, count);
    }
}
