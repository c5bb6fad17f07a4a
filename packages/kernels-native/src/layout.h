// What the kernels read and write. Planes are panels of 16 outputs, [panel][k][16]; conversions are
// [row group][panel][parameter][16], parameters lowS, inv, codeMin, codeMax, step, base. Missing outputs are zero everywhere.
#pragma once
#include <cstddef>
#include <cstdint>

constexpr int PANEL = 16;
constexpr int PARAMETERS = 6;
constexpr int CONVERSION = PARAMETERS * PANEL;

inline int64_t panelsOf(int64_t outputs) { return (outputs + PANEL - 1) / PANEL; }

struct Plane {
  int64_t inputs;
  int64_t outputs;
  float *values;
  const float *panel(int64_t index) const { return values + index * inputs * PANEL; }
};

struct Conversion {
  int64_t groups;
  int64_t outputs;
  /** Floats from row group to row group, 0 where all are alike. */
  int64_t groupStride;
  float *values;
  const float *at(int64_t group, int64_t panel) const {
    return values + group * groupStride + panel * CONVERSION;
  }
};

/** One plane of a read; without a conversion its sums are added as they are. */
struct Term {
  const Plane *plane;
  const Conversion *conversion;
  bool negative;
};

struct Piece {
  int64_t first;
  int64_t count;
};

/** A convolution's window over padded images; the input stands in `Pass::x`, [images x height x width x channels]. */
struct Window {
  int64_t height, width, channels;
  int64_t sizeHeight, sizeWidth;
  int64_t strideDown, strideAcross;
  int64_t padTop, padLeft;
  int64_t dilationDown, dilationAcross;
  int64_t outHeight, outWidth;
  /** First channel of the group, and channels of a group. */
  int64_t firstChannel, groupChannels;
  /** Inputs of a patch are in the order (row, column, channel), not (channel, row, column). */
  bool pixels;
};

/** Codes driven slice by slice; 0 slices where inputs are driven at once. */
struct Serial {
  int sliceBits;
  int slices;
  bool isSigned;
};

/** A product or a read of docs/numerics.md section 12. */
struct Pass {
  const float *x;
  int64_t xStride;
  int64_t count;
  const Window *window;
  float *y;
  int64_t yStride;
  int64_t inputs, outputs;
  const Piece *groups;
  int64_t groupCount;
  const Term *terms;
  int64_t termCount;
  /** Row groups stay apart: y is [count x groups x outputs]. */
  bool separate;
  /** Sums take groups of 8 rows, (rows 0-3) + (rows 4-7). */
  bool eights;
  /** Null, or [count x groups x tiles] with the tile of each output. */
  const float *shared;
  const int32_t *sharedTile;
  int64_t sharedTiles;
  bool sharedNegative;
  /** Null, or one per output. */
  const float *gain;
  const float *bias;
  Serial serial;
};

enum class Law : int32_t { exact, additive, proportional, lognormal, resistance, polynomial, saturating, moments, pairs };

/** A measured table: ascending targets, and what a law interpolates between them. */
struct Table {
  const double *targets;
  int64_t count;
  const double *shifts;
  const double *sigmas;
  /** Sorted residuals of all targets one after the other; those of target i are [begin[i], begin[i + 1]). */
  const double *residuals;
  const int32_t *begin;
};

/** Cells of one plane [groups x inputs x outputs]. */
struct Programming {
  const float *target;
  float *out;
  int64_t groups, inputs, outputs;
  /** Coordinates of the first cell. */
  int64_t firstGroup, firstRow;
  uint32_t key[4];
  uint32_t polarity, slice, copy;
  Law law;
  /** Uniforms in (0, 1] instead of normals, or spread over (-1, 1]. */
  bool uniforms, bothSides;
  float a, b, c;
  double scale;
  const double *terms;
  int64_t termCount;
  Table table;
  bool clip;
  float low, high;
  /** Null, or the key of the stuck cells and their float32 limits. */
  const uint32_t *stuckKey;
  float stuckOn, stuckOff, on, off;
};

/** Pairs of cells of polarity 0 and 1: `cells.target` are weights, `cells.out` those that the pairs stand for. */
struct Pairs {
  Programming cells;
  /** w_max [groups x outputs], the same everywhere where `alike`. */
  const double *scale;
  bool alike;
  /** w = 0 sits at mid-range. */
  bool centred;
  double off, range;
};

/** Random numbers of neighbouring cells: the counter's words but the first, and the first output. */
struct Cells {
  uint32_t key[4];
  uint32_t counter[3];
  int64_t first, count;
};

/** The gradient dw [size x inputs x outputs] of a convolution of x [images x height x width x inputs], dy that of its output. */
struct FilterGradient {
  const float *x, *dy;
  float *dw;
  int64_t images, height, width, inputs, outHeight, outWidth, outputs;
  int64_t sizeHeight, sizeWidth, strideDown, strideAcross, top, left;
};

/** One instruction set; every one gives the same bits, `fused` ones excepted. */
struct Technology {
  const char *name;
  int64_t (*pass)(const Pass &);
  void (*program)(const Programming &);
  void (*pairs)(const Pairs &);
  void (*normals)(const Cells &, float *out);
  void (*uniforms)(const Cells &, float *out);
  void (*quantise)(const float *x, float *out, int64_t count, float inverse, float low, float high);
  void (*relu)(const float *x, float *out, int64_t count, float most);
  void (*within)(const float *x, const float *values, float *out, int64_t count, float low, float high);
  float (*largest)(const float *x, int64_t count);
  void (*add)(const float *a, const float *b, float *out, int64_t count);
  void (*affine)(const float *x, float *out, int64_t count, int64_t channels, const float *gain, const float *shift);
  void (*filterGradient)(const FilterGradient &);
};

float *allocateFloats(int64_t count);
void freeFloats(float *values);
/** Working memory of this thread, kept between calls; `slot` tells uses apart that live at the same time. */
float *scratch(int slot, int64_t floats);
int64_t scratchBytes();
