// Quads of input rows: rows of a matrix as they stand, or the patches of a convolution read from padded images, so that no
// matrix of patches is ever written.

/** Quads of one chunk: 64 rows, or 96 where blocks take three quads. */
constexpr int CHUNK = Lanes::QUADS == 3 ? 24 : 16;

/** Inputs k of a patch, by default in the order (channel, window row, window column): their distance from the window's first pixel. */
static void patchOffsets(const Window &window, int64_t paddedWidth, int32_t *offsets) {
  const int64_t taps = window.sizeHeight * window.sizeWidth;
  for (int64_t channel = 0; channel < window.groupChannels; channel++)
    for (int64_t row = 0; row < window.sizeHeight; row++)
      for (int64_t column = 0; column < window.sizeWidth; column++) {
        const int64_t tap = row * window.sizeWidth + column;
        const int64_t k = window.pixels ? tap * window.groupChannels + channel : channel * taps + tap;
        offsets[k] = static_cast<int32_t>(
            (row * window.dilationDown * paddedWidth + column * window.dilationAcross) * window.groupChannels + channel);
      }
}

/** Sizes of the padded image that all windows fit into. */
struct Padded {
  int64_t height, width, floats;
};

static Padded paddedOf(const Window &w) {
  const int64_t across = (w.outWidth - 1) * w.strideAcross + (w.sizeWidth - 1) * w.dilationAcross + 1;
  const int64_t down = (w.outHeight - 1) * w.strideDown + (w.sizeHeight - 1) * w.dilationDown + 1;
  return {down, across, down * across * w.groupChannels};
}

/** Writes one image with its border of +0, the channels of the group alone. */
static void padImage(const Window &w, const Padded &size, const float *image, float *out) {
  const int64_t channels = w.groupChannels;
  for (int64_t row = 0; row < size.height; row++) {
    float *to = out + row * size.width * channels;
    const int64_t from = row - w.padTop;
    if (from < 0 || from >= w.height) {
      std::memset(to, 0, size.width * channels * sizeof(float));
      continue;
    }
    const int64_t first = w.padLeft < size.width ? w.padLeft : size.width;
    const int64_t end = w.padLeft + w.width < size.width ? w.padLeft + w.width : size.width;
    std::memset(to, 0, first * channels * sizeof(float));
    if (end < size.width) std::memset(to + end * channels, 0, (size.width - end) * channels * sizeof(float));
    const float *source = image + from * w.width * w.channels + w.firstChannel;
    if (channels == w.channels)
      std::memcpy(to + first * channels, source, (end - first) * channels * sizeof(float));
    else
      for (int64_t column = first; column < end; column++, source += w.channels)
        std::memcpy(to + column * channels, source, channels * sizeof(float));
  }
}

/** Runs `use(quads, count)` over all rows of a pass in chunks of MOST quads. */
template <int MOST, class Use>
static void overRows(const Pass &pass, int slot, const Use &use) {
  Quad quads[MOST];
  int count = 0;
  if (pass.count < 4) {
    // Fewer rows than a quad: copies with rows of zeros, so that nothing beyond the input is read.
    float *copy = scratch(slot, 4 * pass.inputs);
    for (int64_t r = 0; r < 4; r++)
      if (r < pass.count) std::memcpy(copy + r * pass.inputs, pass.x + r * pass.xStride, pass.inputs * sizeof(float));
      else std::memset(copy + r * pass.inputs, 0, pass.inputs * sizeof(float));
    quads[0] = {copy, pass.inputs, 0, 0, static_cast<int>(pass.count)};
    use(quads, 1);
    return;
  }
  for (int64_t row = 0; row < pass.count; row += 4) {
    const int64_t start = row + 4 <= pass.count ? row : pass.count - 4;
    quads[count++] = {pass.x + start * pass.xStride, pass.xStride, start, static_cast<int>(row - start), 4};
    if (count < MOST && row + 4 < pass.count) continue;
    use(quads, count);
    count = 0;
  }
}

/** The same over the positions of a convolution. */
template <int MOST, class Use>
static void overPatches(const Pass &pass, int slot, const Use &use) {
  const Window &w = *pass.window;
  const Padded size = paddedOf(w);
  const int64_t positions = w.outHeight * w.outWidth;
  const int64_t images = positions > 0 ? pass.count / positions : 0;
  const int64_t filling = positions >= 4 * MOST ? 1 : (4 * MOST + positions - 1) / positions;
  const int64_t together = filling < images ? filling : images;
  const int64_t across = w.strideAcross * w.groupChannels;
  const int64_t slack = 4 * across + PANEL;
  float *padded = scratch(slot, together * size.floats + slack);
  std::memset(padded + together * size.floats, 0, slack * sizeof(float));
  Quad quads[MOST];
  int count = 0;
  for (int64_t image = 0; image < images; image++) {
    const int64_t place = image % together;
    if (place == 0)
      for (int64_t i = image; i < images && i < image + together; i++)
        padImage(w, size, pass.x + i * w.height * w.width * w.channels, padded + (i - image) * size.floats);
    const bool last = place == together - 1 || image == images - 1;
    for (int64_t row = 0; row < w.outHeight; row++)
      for (int64_t column = 0; column < w.outWidth; column += 4) {
        const bool whole = column + 4 <= w.outWidth;
        const int64_t start = whole || w.outWidth < 4 ? column : w.outWidth - 4;
        const int to = static_cast<int>(w.outWidth - start < 4 ? w.outWidth - start : 4);
        const float *x = padded + place * size.floats + row * w.strideDown * size.width * w.groupChannels + start * across;
        const int64_t first = (image * w.outHeight + row) * w.outWidth + start;
        quads[count++] = {x, across, first, static_cast<int>(column - start), to};
        const bool end = last && row == w.outHeight - 1 && column + 4 >= w.outWidth;
        if (count < MOST && !end) continue;
        use(quads, count);
        count = 0;
      }
  }
}
