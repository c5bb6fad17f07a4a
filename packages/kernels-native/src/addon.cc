// The door to JavaScript. packages/kernels/src/native writes the records that are read here, in the same order.
#include <node_api.h>

#include <cstring>
#include <vector>

#include "packing.h"
#include "technologies.h"
#include "values.h"

namespace {
const Technology &chosen(Arguments &given) {
  const size_t index = static_cast<size_t>(given.whole(0));
  const auto &all = technologies();
  if (index < all.size()) return all[index];
  given.fail("kernels: no such instruction set");
  return all[0];
}

napi_value names(napi_env env, napi_callback_info) {
  napi_value list;
  napi_create_array(env, &list);
  uint32_t index = 0;
  for (const Technology &technology : technologies()) napi_set_element(env, list, index++, asText(env, technology.name));
  return list;
}

napi_value bytes(napi_env env, napi_callback_info) {
  return asNumber(env, static_cast<double>(packedBytes() + scratchBytes()));
}

/** Fields of the record of a pass; row groups follow, (first, count) each, then the sign of every term. */
enum Field {
  xColumn, xStride, count, yColumn, yStride, inputs, outputs, groupCount, termCount, separate, eights, sharedTiles,
  sharedNegative, sliceBits, slices, isSigned, hasWindow, height, width, channels, sizeHeight, sizeWidth, strideDown,
  strideAcross, padTop, padLeft, dilationDown, dilationAcross, outHeight, outWidth, firstChannel, groupChannels, FIELDS
};

/** pass(technology, record, inputs, out, terms, gain, bias, shared, sharedTile): clipped conversions */
napi_value runPass(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  const int32_t *r = given.integers(1);
  const float *x = given.floats(2);
  float *y = given.floats(3);
  if (given.failed || r == nullptr || x == nullptr || y == nullptr) return nullptr;
  thread_local std::vector<Piece> groups;
  thread_local std::vector<Term> terms;
  groups.clear();
  terms.clear();
  for (int32_t g = 0; g < r[groupCount]; g++) groups.push_back({r[FIELDS + 2 * g], r[FIELDS + 2 * g + 1]});
  const int32_t *signs = r + FIELDS + 2 * r[groupCount];
  for (int32_t t = 0; t < r[termCount]; t++) {
    napi_value plane, conversion;
    napi_get_element(env, given.values[4], 2 * t, &plane);
    napi_get_element(env, given.values[4], 2 * t + 1, &conversion);
    napi_valuetype type;
    napi_typeof(env, conversion, &type);
    const Conversion *of = type == napi_external ? conversionOf(given.external(conversion)) : nullptr;
    terms.push_back({planeOf(given.external(plane)), of, signs[t] < 0});
  }
  const float *gain = given.floats(5), *bias = given.floats(6), *shared = given.floats(7);
  const int32_t *sharedTile = given.integers(8);
  if (given.failed) return nullptr;
  const Window window = {r[height],       r[width],          r[channels],   r[sizeHeight], r[sizeWidth],
                         r[strideDown],   r[strideAcross],   r[padTop],     r[padLeft],    r[dilationDown],
                         r[dilationAcross], r[outHeight],    r[outWidth],   r[firstChannel], r[groupChannels],
                         r[hasWindow] == 2};
  const Pass pass = {x + r[xColumn], r[xStride], r[count], r[hasWindow] ? &window : nullptr,
                     y + r[yColumn], r[yStride], r[inputs], r[outputs],
                     groups.data(), r[groupCount], terms.data(), r[termCount],
                     r[separate] != 0, r[eights] != 0,
                     shared, sharedTile, r[sharedTiles], r[sharedNegative] != 0,
                     gain, bias, {r[sliceBits], r[slices], r[isSigned] != 0}};
  return asNumber(env, static_cast<double>(technology.pass(pass)));
}

/** Words of the record of a programming, then its numbers. */
enum Word { planeGroups, planeInputs, planeOutputs, firstGroup, firstRow, key0, polarity = key0 + 4, slice, copy, law, uniform, bothSides, clip, stuckKey0 };
enum Number { a, b, c, scale, low, high, stuckOn, stuckOff, on, off };

/** (technology, words, numbers, target, out, stuck, terms, targets, shifts, sigmas, residuals, begin): cells to be programmed. */
Programming programmingOf(Arguments &given, uint32_t (&stuckKey)[4]) {
  const int32_t *w = given.integers(1);
  const double *n = given.doubles(2);
  const float *target = given.floats(3);
  float *out = given.floats(4);
  const bool stuck = given.number(5) != 0;
  size_t termCount = 0, targets = 0;
  const double *terms = given.doubles(6, &termCount);
  const double *tableTargets = given.doubles(7, &targets);
  const double *shifts = given.doubles(8), *sigmas = given.doubles(9), *residuals = given.doubles(10);
  const int32_t *begin = given.integers(11);
  if (given.failed) return {};
  const auto single = [&](Number which) { return static_cast<float>(n[which]); };
  Programming p = {target, out, w[planeGroups], w[planeInputs], w[planeOutputs], w[firstGroup], w[firstRow], {}, 0, 0, 0,
                   static_cast<Law>(w[law]), w[uniform] != 0, w[bothSides] != 0,
                   single(a), single(b), single(c), n[scale], terms, static_cast<int64_t>(termCount),
                   {tableTargets, static_cast<int64_t>(targets), shifts, sigmas, residuals, begin},
                   w[clip] != 0, single(low), single(high), nullptr,
                   single(stuckOn), single(stuckOff), single(on), single(off)};
  std::memcpy(p.key, w + key0, sizeof p.key);
  p.polarity = w[polarity];
  p.slice = w[slice];
  p.copy = w[copy];
  std::memcpy(stuckKey, w + stuckKey0, sizeof stuckKey);
  if (stuck) p.stuckKey = stuckKey;
  return p;
}

/** program(technology, cells) */
napi_value runProgram(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  uint32_t stuckKey[4];
  const Programming cells = programmingOf(given, stuckKey);
  if (!given.failed) technology.program(cells);
  return nullptr;
}

/** pairs(technology, cells, scale, (off, range, whether centred)) */
napi_value runPairs(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  uint32_t stuckKey[4];
  const Programming cells = programmingOf(given, stuckKey);
  size_t count = 0;
  const double *most = given.doubles(12, &count), *range = given.doubles(13);
  if (given.failed || most == nullptr || range == nullptr || count == 0) return nullptr;
  size_t same = 1;
  while (same < count && most[same] == most[0]) same++;
  technology.pairs({cells, most, same == count, range[2] != 0, range[0], range[1]});
  return nullptr;
}

/** fill(technology, words (key, counter 1 to 3), out, offset, first, count, normals) */
napi_value fill(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  const int32_t *words = given.integers(1);
  float *out = given.floats(2);
  const int64_t offset = given.whole(3);
  Cells cells = {{}, {}, given.whole(4), given.whole(5)};
  const bool normal = given.number(6) != 0;
  if (given.failed) return nullptr;
  std::memcpy(cells.key, words, sizeof cells.key);
  std::memcpy(cells.counter, words + 4, sizeof cells.counter);
  (normal ? technology.normals : technology.uniforms)(cells, out + offset);
  return nullptr;
}

/** quantise(technology, x, out, inverse, low, high) */
napi_value quantise(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  size_t count = 0;
  const float *x = given.floats(1, &count);
  float *out = given.floats(2);
  const float inverse = given.number(3), low = given.number(4), high = given.number(5);
  if (!given.failed) technology.quantise(x, out, count, inverse, low, high);
  return nullptr;
}

/** relu(technology, x, out, most) */
napi_value relu(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  size_t count = 0;
  const float *x = given.floats(1, &count);
  float *out = given.floats(2);
  const float most = given.number(3);
  if (!given.failed) technology.relu(x, out, count, most);
  return nullptr;
}

/** within(technology, x, values, out, low, high) */
napi_value within(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  size_t count = 0;
  const float *x = given.floats(1, &count), *values = given.floats(2);
  float *out = given.floats(3);
  const float low = given.number(4), high = given.number(5);
  if (!given.failed) technology.within(x, values, out, count, low, high);
  return nullptr;
}

/** largest(technology, x): the largest magnitude */
napi_value largest(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  size_t count = 0;
  const float *x = given.floats(1, &count);
  return given.failed ? nullptr : asNumber(env, technology.largest(x, count));
}

/** add(technology, a, b, out) */
napi_value add(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  size_t count = 0;
  const float *left = given.floats(1, &count), *right = given.floats(2);
  float *out = given.floats(3);
  if (!given.failed) technology.add(left, right, out, count);
  return nullptr;
}

/** affine(technology, x, gain, shift, out) */
napi_value affine(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  size_t count = 0, channels = 0;
  const float *x = given.floats(1, &count), *gain = given.floats(2, &channels), *shift = given.floats(3);
  float *out = given.floats(4);
  if (!given.failed && channels > 0) technology.affine(x, out, count, channels, gain, shift);
  return nullptr;
}

/** filterGradient(technology, x, dy, dw, sizes in the order of the record) */
napi_value runFilterGradient(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const Technology &technology = chosen(given);
  const float *x = given.floats(1), *dy = given.floats(2);
  float *dw = given.floats(3);
  const int32_t *s = given.integers(4);
  if (given.failed || x == nullptr || dy == nullptr || dw == nullptr || s == nullptr) return nullptr;
  technology.filterGradient({x, dy, dw, s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12]});
  return nullptr;
}

napi_value initialise(napi_env env, napi_value exports) {
  const struct {
    const char *name;
    napi_callback run;
  } all[] = {{"names", names}, {"bytes", bytes}, {"pack", pack}, {"packConversion", packConversion},
             {"release", release}, {"pass", runPass}, {"program", runProgram}, {"pairs", runPairs}, {"fill", fill},
             {"quantise", quantise}, {"relu", relu}, {"within", within}, {"largest", largest}, {"add", add}, {"affine", affine},
             {"filterGradient", runFilterGradient}};
  for (const auto &[name, run] : all) {
    napi_value made;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, run, nullptr, &made);
    napi_set_named_property(env, exports, name, made);
  }
  return exports;
}
}  // namespace

NAPI_MODULE(NODE_GYP_MODULE_NAME, initialise)
