// Planes and conversions in the layout of layout.h. What is packed belongs to JavaScript: freed by `release`, or with its owner.
#include "packing.h"

#include <cstring>
#include <unordered_map>
#include <vector>

#include "values.h"

namespace {
thread_local int64_t packed = 0;

/** Blocks given back, by size: the next chip packs the same planes, and fresh pages cost more than the packing. */
struct Spare {
  std::unordered_map<int64_t, std::vector<float *>> blocks;
  ~Spare() {
    for (auto &[size, all] : blocks)
      for (float *block : all) freeFloats(block);
  }
};
thread_local Spare spare;
thread_local int64_t spareFloats = 0;
/** Most floats that wait: 256 MiB. */
constexpr int64_t MOST_SPARE = 1 << 26;

float *takeFloats(int64_t floats) {
  std::vector<float *> &blocks = spare.blocks[floats];
  if (blocks.empty()) return allocateFloats(floats);
  float *block = blocks.back();
  blocks.pop_back();
  spareFloats -= floats;
  return block;
}

void giveBack(float *values, int64_t floats) {
  if (spareFloats + floats > MOST_SPARE) return freeFloats(values);
  spare.blocks[floats].push_back(values);
  spareFloats += floats;
}

struct Packed {
  Plane plane;
  Conversion conversion;
  int64_t floats;
  float *values;
};

void discard(Packed *thing) {
  if (thing->values != nullptr) {
    giveBack(thing->values, thing->floats);
    packed -= 4 * thing->floats;
  }
  thing->values = nullptr;
}

void finalise(napi_env, void *data, void *) {
  discard(static_cast<Packed *>(data));
  delete static_cast<Packed *>(data);
}

napi_value keep(napi_env env, Packed *thing) {
  packed += 4 * thing->floats;
  napi_value result;
  if (napi_create_external(env, thing, finalise, nullptr, &result) == napi_ok) return result;
  finalise(env, thing, nullptr);
  return nullptr;
}
}  // namespace

int64_t packedBytes() { return packed; }
const Plane *planeOf(void *data) { return data == nullptr ? nullptr : &static_cast<Packed *>(data)->plane; }
const Conversion *conversionOf(void *data) { return data == nullptr ? nullptr : &static_cast<Packed *>(data)->conversion; }

/** pack(plane, inputs, outputs, less): plane - less where there is one */
napi_value pack(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const float *plane = given.floats(0);
  const int64_t inputs = given.whole(1), outputs = given.whole(2);
  const float *less = given.floats(3);
  if (given.failed) return nullptr;
  const int64_t floats = panelsOf(outputs) * inputs * PANEL;
  float *values = takeFloats(floats);
  for (int64_t panel = 0; panel < panelsOf(outputs); panel++) {
    const int64_t first = panel * PANEL;
    const int64_t width = outputs - first < PANEL ? outputs - first : PANEL;
    float *to = values + panel * inputs * PANEL;
    for (int64_t k = 0; k < inputs; k++, to += PANEL) {
      const float *from = plane + k * outputs + first;
      if (less == nullptr) std::memcpy(to, from, width * sizeof(float));
      else
        for (int64_t n = 0; n < width; n++) to[n] = from[n] - less[k * outputs + first + n];
      std::memset(to + width, 0, (PANEL - width) * sizeof(float));
    }
  }
  return keep(env, new Packed{{inputs, outputs, values}, {}, floats, values});
}

/** packConversion(lowS, inv, codeMin, codeMax, step, base, groups, outputs, groupStride, columnStride) */
napi_value packConversion(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  const float *parameters[PARAMETERS];
  for (int i = 0; i < PARAMETERS; i++) parameters[i] = given.floats(i);
  const int64_t groups = given.whole(6), outputs = given.whole(7);
  const int64_t groupStride = given.whole(8), columnStride = given.whole(9);
  if (given.failed) return nullptr;
  const int64_t written = groupStride == 0 ? 1 : groups;
  const int64_t size = panelsOf(outputs) * CONVERSION;
  float *values = takeFloats(written * size);
  std::memset(values, 0, written * size * sizeof(float));
  for (int64_t g = 0; g < written; g++)
    for (int64_t n = 0; n < outputs; n++)
      for (int i = 0; i < PARAMETERS; i++)
        values[g * size + n / PANEL * CONVERSION + i * PANEL + n % PANEL] =
            parameters[i][g * groupStride + n * columnStride];
  const Conversion conversion = {groups, outputs, groupStride == 0 ? 0 : size, values};
  return keep(env, new Packed{{}, conversion, written * size, values});
}

/** release(packed) */
napi_value release(napi_env env, napi_callback_info info) {
  Arguments given(env, info);
  void *data = given.external(given.values[0]);
  if (!given.failed) discard(static_cast<Packed *>(data));
  return nullptr;
}
