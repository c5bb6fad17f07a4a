#include <cstdlib>
#include <new>

#include "layout.h"

float *allocateFloats(int64_t count) {
  const size_t bytes = (static_cast<size_t>(count) * sizeof(float) + 63) / 64 * 64;
  void *memory = std::aligned_alloc(64, bytes > 0 ? bytes : 64);
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<float *>(memory);
}

void freeFloats(float *values) { std::free(values); }

namespace {
struct Slots {
  float *values[8] = {};
  int64_t sizes[8] = {};
  ~Slots() {
    for (float *block : values) freeFloats(block);
  }
};
thread_local Slots slots;
}  // namespace

float *scratch(int slot, int64_t floats) {
  if (floats > slots.sizes[slot]) {
    freeFloats(slots.values[slot]);
    slots.values[slot] = nullptr;
    slots.sizes[slot] = 0;
    slots.values[slot] = allocateFloats(floats);
    slots.sizes[slot] = floats;
  }
  return slots.values[slot];
}

int64_t scratchBytes() {
  int64_t bytes = 0;
  for (const int64_t size : slots.sizes) bytes += 4 * size;
  return bytes;
}
